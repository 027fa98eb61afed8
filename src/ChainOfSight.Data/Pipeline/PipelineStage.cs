namespace ChainOfSight.Data.Pipeline;

/// <summary>A part of the way from the store to the model.</summary>
public enum PipelineStage
{
    /// <summary>Range read from the store, with its check.</summary>
    Read,

    /// <summary>JSON of the record.</summary>
    Parse,

    /// <summary>File bytes to pixels.</summary>
    Decode,

    /// <summary>To the stage's size.</summary>
    Resize,

    /// <summary>Prompts, tokens, normalised pixels, targets of a slot.</summary>
    Collate,

    /// <summary>Not work: the consumer waits for a slot that is not ready.</summary>
    Wait,
}
