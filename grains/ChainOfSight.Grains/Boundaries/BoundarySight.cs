using ChainOfSight.Grains.Runs;

namespace ChainOfSight.Grains.Boundaries;

/// <summary>What the plan of a boundary depends on.</summary>
public sealed record BoundarySight
{
    /// <summary>The stage.</summary>
    public required StageOutline Stage { get; init; }

    /// <summary>Whether it is the last one.</summary>
    public required bool IsLast { get; init; }

    /// <summary>Steps that count.</summary>
    public required long Step { get; init; }

    /// <summary>Whether the stage ends here.</summary>
    public required bool IsEnd { get; init; }

    /// <summary>Whether the state was just opened from a checkpoint of this very step: it is measured and saved already.</summary>
    public required bool IsOpened { get; init; }

    /// <summary>Whether a verified checkpoint of this step exists.</summary>
    public required bool IsSaved { get; init; }

    /// <summary>Whether a save failed and is to be tried again.</summary>
    public bool IsSaveDue { get; init; }

    /// <summary>Whether the run is to rest.</summary>
    public bool IsRestWanted { get; init; }

    /// <summary>Whether members are to leave.</summary>
    public bool IsAnyLeaving { get; init; }

    /// <summary>Whether replicas wait to join.</summary>
    public bool IsAnyJoining { get; init; }

    /// <summary>Members that would be left after the leaving ones have gone and the joining ones have come.</summary>
    public required int Members { get; init; }

    /// <summary>Members below which the run waits.</summary>
    public required int MinReplicas { get; init; }
}
