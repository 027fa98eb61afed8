using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Models.Verification;

/// <summary>Which form a vector file has: by the beginning of its name, or else by what it holds.</summary>
internal static class VectorForm
{
    public const string Resampler = "resampler";
    public const string Inflation = "inflate";
    public const string ClipVision = "clip-vision";
    public const string Llama = "llama";
    public const string AdamW = "adamw";
    public const string Bicubic = "bicubic";
    public const string Tokenizers = "tokenizers";

    private static readonly string[] All = [Resampler, Inflation, ClipVision, Llama, AdamW, Bicubic, Tokenizers];

    /// <summary>The form of a file; null where it is none that is known.</summary>
    /// <exception cref="SafetensorsException">The file's name tells nothing and it cannot be read.</exception>
    public static string? Of(string path)
    {
        var name = Path.GetFileName(path);
        var byName = All.FirstOrDefault(form => name.StartsWith(form, StringComparison.Ordinal));
        return byName ?? (name.EndsWith(".safetensors", StringComparison.Ordinal) ? ByContent(path) : null);
    }

    private static string? ByContent(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return file switch
        {
            _ when file.Metadata.ContainsKey("parents") => Inflation,
            _ when file.Contains("weight.scales.0.queries") => Resampler,
            _ when file.Contains("weight.vision_model.embeddings.class_embedding") => ClipVision,
            _ when file.Contains("weight.model.embed_tokens.weight") => Llama,
            _ when file.Contains("learning_rate") => AdamW,
            _ when file.Contains("0.input") => Bicubic,
            _ => null,
        };
    }
}
