namespace ChainOfSight.Training.Elastic;

/// <summary>The kinds of parts of a sum in mode <c>fast</c>.</summary>
public enum ExchangePartKind
{
    /// <summary>What goes with the sender's slots: losses, counts, samples, faults.</summary>
    Facts,

    /// <summary>The sender's share of what the receiver adds up.</summary>
    Addend,

    /// <summary>What the sender has added up.</summary>
    Sum,

    /// <summary>The key by which the members' GPUs find each other.</summary>
    Key,
}
