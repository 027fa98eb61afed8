using ChainOfSight.Storage;

namespace ChainOfSight.Training.Steps;

/// <summary>A loss or gradient that is not a finite number ended the run, as the recipe orders; names step and slot.</summary>
public sealed class NonFiniteLossException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="step">Step of the stage, from 1 as progress counts.</param>
    /// <param name="slot">Slot of the step, from 0; −1 where only the sum over slots overflowed.</param>
    /// <param name="what">What was not finite, with its value.</param>
    /// <param name="samples">Samples of the slot.</param>
    public NonFiniteLossException(string stage, long step, int slot, string what, IReadOnlyList<string> samples)
        : base($"Stage \"{stage}\", step {step}{(slot >= 0 ? $", slot {slot}" : "")}: {what}. Samples: {Show(samples)}. "
            + "The last checkpoint is untouched. Lower learningRate, raise schedule.warmup, or set nonFinite to \"skip\" to leave such steps out.")
    {
        (Stage, Step, Slot) = (stage, step, slot);
    }

    /// <summary>Name of the stage.</summary>
    public string Stage { get; }

    /// <summary>Step of the stage, from 1.</summary>
    public long Step { get; }

    /// <summary>Slot of the step, from 0; −1 where only the sum overflowed.</summary>
    public int Slot { get; }

    private static string Show(IReadOnlyList<string> samples) =>
        samples.Count == 0 ? "unknown" : string.Join(", ", samples.Take(8)) + (samples.Count > 8 ? $" and {samples.Count - 8} more" : "");
}
