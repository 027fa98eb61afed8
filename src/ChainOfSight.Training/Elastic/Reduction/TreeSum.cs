namespace ChainOfSight.Training.Elastic;

/// <summary>The step's canonical tree as a lane holds it in mode <c>exact</c>.</summary>
internal sealed class TreeSum(int slots) : IStepSum
{
    /// <summary>The tree.</summary>
    public StepReduction<StepNode> Tree { get; } = new(slots, StepNode.Merge, static node => node.Dispose());

    /// <inheritdoc/>
    public IReadOnlyList<Scheduling.SlotNode> Nodes => Tree.Nodes;

    /// <inheritdoc/>
    public StepNode? Root => Tree.Root;

    /// <inheritdoc/>
    public void Fence(long newest) => Tree.Fence(newest);

    /// <inheritdoc/>
    public void Release()
    {
        foreach (var node in Tree.Drain())
        {
            node.Dispose();
        }
    }
}
