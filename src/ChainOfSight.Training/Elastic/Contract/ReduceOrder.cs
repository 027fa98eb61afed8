namespace ChainOfSight.Training.Elastic;

/// <summary>Order to reduce a step together with the other members of the generation.</summary>
public sealed record ReduceOrder
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Index of the stage.</summary>
    public required int StageIndex { get; init; }

    /// <summary>Step of the stage, from 0.</summary>
    public required long Step { get; init; }

    /// <summary>Generation that orders.</summary>
    public required long Generation { get; init; }

    /// <summary>Index of this lane among the members.</summary>
    public required int Self { get; init; }

    /// <summary>All members in their order, the same for everyone.</summary>
    public required IReadOnlyList<StepMember> Members { get; init; }
}
