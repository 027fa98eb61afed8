using ChainOfSight.Data.Collation;

namespace ChainOfSight.Training.Stages;

/// <summary>The samples of one stage: a pure function of (step, slot), so that nothing but the step needs to be saved.</summary>
public interface IStageData : IAsyncDisposable
{
    /// <summary>Names of the classes of a vision stage, in the order of the targets; empty for other stages.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Reads one slot. May be called ahead of the training and from several threads.</summary>
    /// <param name="step">Step of the stage, from 0.</param>
    /// <param name="slot">Slot of the step, from 0.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<SlotBatch> ReadAsync(long step, int slot, CancellationToken cancellationToken);

    /// <summary>Says which slots of each step are asked for here, so that only those are made ready ahead. All, unless it is said.</summary>
    /// <param name="first">First slot.</param>
    /// <param name="count">How many.</param>
    void Serve(int first, int count)
    {
    }
}
