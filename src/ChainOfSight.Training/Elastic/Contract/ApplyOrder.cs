namespace ChainOfSight.Training.Elastic;

/// <summary>Order to apply the held root of a step. A root with a fault or without loss tokens is never applied: the step is skipped then.</summary>
public sealed record ApplyOrder
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Index of the stage.</summary>
    public required int StageIndex { get; init; }

    /// <summary>Step of the stage, from 0.</summary>
    public required long Step { get; init; }

    /// <summary>Generation that orders; may be newer than the one in which the step was reduced, where all members were found to hold it.</summary>
    public required long Generation { get; init; }

    /// <summary>Checksum on which all members agreed; a lane that holds another root refuses.</summary>
    public required long Checksum { get; init; }

    /// <summary>True: the step is left out whatever the root is. Default false.</summary>
    public bool Skip { get; init; }
}
