namespace ChainOfSight.Tensors.Safetensors;

/// <summary>Hard limits of the format as this library reads and writes it.</summary>
public static class SafetensorsLimits
{
    /// <summary>Longest header in bytes, as in the format's reference implementation.</summary>
    public const long HeaderBytes = 100_000_000;

    /// <summary>Bytes before the header: its length as an unsigned little-endian 64-bit integer.</summary>
    public const int PrefixBytes = 8;

    /// <summary>Most sizes in one shape; more than any tensor operator takes.</summary>
    public const int Rank = 64;

    /// <summary>Levels of JSON: the header, a tensor, its shape or offsets.</summary>
    public const int JsonDepth = 3;

    /// <summary>The header is padded with spaces so that the data begins at a multiple of this.</summary>
    public const int Alignment = 8;

    /// <summary>The key of the header that holds text and no tensor.</summary>
    public const string MetadataKey = "__metadata__";
}
