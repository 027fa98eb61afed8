using ChainOfSight.Data.Quarantine;

namespace ChainOfSight.Grains.Runs;

/// <summary>What the control plane needs to know of a recipe.</summary>
public sealed record RunOutline
{
    /// <summary>Hash of the resolved recipe.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>The stages.</summary>
    public required IReadOnlyList<StageOutline> Stages { get; init; }

    /// <summary>Bad samples that the run bears.</summary>
    public QuarantineBudget Budget { get; init; } = new();

    /// <summary>Verified checkpoints that stay. Default 2.</summary>
    public int Keep { get; init; } = 2;

    /// <summary>Kind of device that replicas need: <c>cpu</c> or <c>cuda</c>. Default cpu.</summary>
    public string DeviceKind { get; init; } = "cpu";

    /// <summary>Whether a report is written at the end.</summary>
    public bool IsReported { get; init; }
}
