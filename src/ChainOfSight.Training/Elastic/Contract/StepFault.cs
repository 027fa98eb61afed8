namespace ChainOfSight.Training.Elastic;

/// <summary>A number in a step that is not finite. Travels through the tree, so that every member knows it.</summary>
/// <param name="Slot">Slot of the step, from 0; −1 where only the sum over slots is not finite.</param>
/// <param name="What">What it is: "the loss is NaN".</param>
/// <param name="Samples">Samples of the slot; empty where the slot is −1.</param>
public sealed record StepFault(int Slot, string What, IReadOnlyList<string> Samples)
{
    /// <summary>In a sentence.</summary>
    public override string ToString() => Slot < 0 ? What : $"slot {Slot}: {What}";
}
