namespace ChainOfSight.Actors;

/// <summary>Kinds of balancing that move activations.</summary>
[Flags]
public enum ImmovableKind : byte
{
    /// <summary>By who talks to whom.</summary>
    Repartitioner = 1,

    /// <summary>By load.</summary>
    Rebalancer = 2,

    /// <summary>Both.</summary>
    Any = Repartitioner | Rebalancer,
}
