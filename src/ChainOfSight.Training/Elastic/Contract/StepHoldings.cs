using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// What a lane has for the step that is open, as a poll asks it. What is named here stays there until the step is applied, whatever the
/// lane was doing when it was asked: a slot in work is named, for it will be done before the next order begins.
/// </summary>
/// <param name="Run">Run of the open stage; null where none is open.</param>
/// <param name="StageIndex">Its stage; −1 where none is open.</param>
/// <param name="NextStep">Step that is done next: all before it are applied; −1 where none is open.</param>
/// <param name="Reduced">The root that is held for it; null where none is.</param>
/// <param name="Nodes">Nodes of the tree that are held for it, none inside another.</param>
public sealed record StepHoldings(string? Run, int StageIndex, long NextStep, ReducedMark? Reduced, IReadOnlyList<SlotNode> Nodes)
{
    /// <summary>Those of a lane without a stage.</summary>
    public static StepHoldings None { get; } = new(null, -1, -1, null, []);
}
