namespace ChainOfSight.Data.Slots;

/// <summary>
/// How the positions of a run are cut into steps and slots. A slot has fixed content, whoever computes it and however many
/// replicas there are.
/// </summary>
public sealed record SlotPlan
{
    /// <summary>Plans the slots.</summary>
    /// <param name="slotsPerStep">Slots of a global batch, also the largest useful number of replicas.</param>
    /// <param name="samplesPerSlot">Samples of one forward and backward pass.</param>
    /// <param name="firstPosition">Position of the first sample of step 0.</param>
    public SlotPlan(int slotsPerStep, int samplesPerSlot, long firstPosition = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slotsPerStep);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplesPerSlot);
        ArgumentOutOfRangeException.ThrowIfNegative(firstPosition);
        (SlotsPerStep, SamplesPerSlot, FirstPosition) = (slotsPerStep, samplesPerSlot, firstPosition);
    }

    /// <summary>Slots of a global batch.</summary>
    public int SlotsPerStep { get; }

    /// <summary>Samples of a slot.</summary>
    public int SamplesPerSlot { get; }

    /// <summary>Position of the first sample of step 0.</summary>
    public long FirstPosition { get; }

    /// <summary>Samples of a global batch.</summary>
    public long SamplesPerStep => (long)SlotsPerStep * SamplesPerSlot;

    /// <summary>Position of the first sample of a slot; the others follow it.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="slot">0 to <see cref="SlotsPerStep"/> − 1.</param>
    public long PositionOf(long step, int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, SlotsPerStep);
        return checked(FirstPosition + (step * SamplesPerStep) + ((long)slot * SamplesPerSlot));
    }

    /// <summary>State of the loader before a step: the position that a run resumed there begins with.</summary>
    public long PositionOf(long step) => PositionOf(step, 0);
}
