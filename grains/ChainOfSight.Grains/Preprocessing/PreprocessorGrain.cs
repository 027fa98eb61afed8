using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Contracts.Preprocessing;

namespace ChainOfSight.Grains.Preprocessing;

/// <inheritdoc cref="IPreprocessor"/>
[SiloBoundPlacement]
public sealed class PreprocessorGrain(LaneRegistry lanes) : Grain, IPreprocessor
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<PipelineView>> Status() => Task.FromResult(lanes.Views);
}
