namespace ChainOfSight.Training.Steps.Models;

/// <summary>Prefixes of weights in checkpoints; what follows the dot is the model's own (Hugging Face's) name.</summary>
public static class PartNames
{
    /// <summary>The vision tower.</summary>
    public const string Tower = "tower";

    /// <summary>The head of a vision stage.</summary>
    public const string Head = "head";

    /// <summary>The resampler.</summary>
    public const string Resampler = "resampler";

    /// <summary>The language model, its adapters included.</summary>
    public const string Decoder = "decoder";
}
