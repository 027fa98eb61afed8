namespace ChainOfSight.Training.Exporting;

/// <summary>
/// Folders and files of an export. Every part is a folder of its own, as its library expects it: <c>vision_tower</c> loads as
/// Hugging Face's <c>CLIPVisionModel</c>, <c>language_model</c> as <c>LlamaForCausalLM</c>, <c>adapter</c> as a PEFT adapter of the latter.
/// </summary>
public static class ExportNames
{
    /// <summary>Folder of the vision tower.</summary>
    public const string VisionTower = "vision_tower";

    /// <summary>Folder of the resampler.</summary>
    public const string Resampler = "resampler";

    /// <summary>Folder of the language model without adapters, and of its tokenizer.</summary>
    public const string LanguageModel = "language_model";

    /// <summary>Folder of the LoRA.</summary>
    public const string Adapter = "adapter";

    /// <summary>Configuration of a part, and of the whole in the folder above.</summary>
    public const string Config = "config.json";
}
