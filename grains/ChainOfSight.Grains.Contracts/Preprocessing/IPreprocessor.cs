namespace ChainOfSight.Grains.Contracts.Preprocessing;

/// <summary>The pipelines of one silo that make slots ready for its lanes; the key is the silo's name. Slots themselves never travel in messages.</summary>
[Alias("cos.preprocessor")]
public interface IPreprocessor : IGrainWithStringKey
{
    /// <summary>What the lanes got and how long they waited for it.</summary>
    [Alias("status")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<IReadOnlyList<PipelineView>> Status();
}
