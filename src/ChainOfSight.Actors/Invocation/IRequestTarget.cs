namespace ChainOfSight.Actors.Invocation;

/// <summary>An activation, as a request sees it.</summary>
internal interface IRequestTarget
{
    /// <summary>The grain.</summary>
    object Instance { get; }

    /// <summary>The sequences that callers enumerate.</summary>
    OpenSequences Sequences { get; }
}
