using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>What a lane holds of a step until it is applied. The lane's thread changes it.</summary>
internal interface IStepSum
{
    /// <summary>Slots that are held or sure to be, as nodes of which none is inside another. From any thread.</summary>
    IReadOnlyList<SlotNode> Nodes { get; }

    /// <summary>The whole step; null until it is there.</summary>
    StepNode? Root { get; }

    /// <summary>Refuses changes by generations below this one. From any thread.</summary>
    void Fence(long newest);

    /// <summary>Gives all memory back.</summary>
    void Release();
}
