using ChainOfSight.Grains.Runs;

namespace ChainOfSight.Grains.Stages;

/// <summary>What ends a stage.</summary>
public static class StageTriggers
{
    /// <summary>The trigger that fires, or null.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="step">Steps that count.</param>
    /// <param name="losses">Its held-out losses so far, in their order.</param>
    /// <param name="byOperator">Whether an operator asked for the next stage.</param>
    public static string? Fired(StageOutline stage, long step, IEnumerable<double?> losses, bool byOperator) =>
        step >= stage.Steps ? stage.BySamples ? "samples" : "steps"
        : byOperator ? "operator"
        : stage.Plateau?.IsReached(losses) == true ? "plateau"
        : null;
}
