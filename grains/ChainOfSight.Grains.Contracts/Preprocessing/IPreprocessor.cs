namespace ChainOfSight.Grains.Contracts.Preprocessing;

/// <summary>The pipeline of one silo that makes slots ready for its lanes; the key is the silo's name.</summary>
[Alias("cos.preprocessor")]
public interface IPreprocessor : IGrainWithStringKey
{
    /// <summary>Which slots are ready, in work, and what they wait for.</summary>
    [Alias("status")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<IReadOnlyList<PipelineView>> Status();
}
