using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Elastic;

/// <summary>A stage's state at one step, on its way into a checkpoint. Gives its memory back when it is disposed.</summary>
internal sealed class StageSnapshot(
    RunIdentity run, int index, long step, long updates, IReadOnlyDictionary<string, HostTensor> rest, VisualState? visual, StateCopy copy, SaveBuffers buffers) : IDisposable
{
    /// <summary>Time that the lane lost.</summary>
    public TimeSpan Stalled => copy.Stalled;

    /// <summary>Waits for the copy. What comes back must not be read after this object was disposed.</summary>
    public async Task<CheckpointContent> ReadAsync()
    {
        await copy.Done.ConfigureAwait(false);
        var weights = new Dictionary<string, HostTensor>(rest, StringComparer.Ordinal);
        foreach (var buffer in copy.Buffers.Where(buffer => buffer.IsWeight))
        {
            weights[buffer.Tensor.Name] = buffer.Tensor;
        }

        var moments = copy.Buffers.Where(buffer => !buffer.IsWeight).ToDictionary(buffer => buffer.Tensor.Name, buffer => buffer.Tensor, StringComparer.Ordinal);
        return new CheckpointContent(RunState.Of(run, index, step, updates, weights, visual), weights, moments);
    }

    /// <summary>Gives the memory back, unless something is still written into it.</summary>
    public void Dispose()
    {
        if (copy.Done.IsCompletedSuccessfully)
        {
            buffers.Return(copy.Buffers);
        }
    }
}
