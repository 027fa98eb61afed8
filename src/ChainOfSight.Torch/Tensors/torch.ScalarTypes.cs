namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Unsigned, 8 bits.</summary>
    public static readonly ScalarType uint8 = ScalarType.Byte;

    /// <summary>Signed, 8 bits.</summary>
    public static readonly ScalarType int8 = ScalarType.Int8;

    /// <summary>Signed, 16 bits.</summary>
    public static readonly ScalarType int16 = ScalarType.Int16;

    /// <summary>Signed, 32 bits.</summary>
    public static readonly ScalarType int32 = ScalarType.Int32;

    /// <summary>Signed, 64 bits.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64;

    /// <summary>IEEE half.</summary>
    public static readonly ScalarType float16 = ScalarType.Float16;

    /// <summary>IEEE half.</summary>
    public static readonly ScalarType half = ScalarType.Float16;

    /// <summary>The upper half of an IEEE single.</summary>
    public static readonly ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>IEEE single.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32;

    /// <summary>IEEE double.</summary>
    public static readonly ScalarType float64 = ScalarType.Float64;

    /// <summary>One byte, 0 or 1.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;

    /// <summary>Signed, 64 bits.</summary>
    public static readonly ScalarType @long = ScalarType.Int64;

    /// <summary>Signed, 32 bits.</summary>
    public static readonly ScalarType @int = ScalarType.Int32;

    /// <summary>IEEE single.</summary>
    public static readonly ScalarType @float = ScalarType.Float32;

    /// <summary>IEEE double.</summary>
    public static readonly ScalarType @double = ScalarType.Float64;

    /// <summary>Whether the type holds fractions.</summary>
    /// <param name="type">The type.</param>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    /// <summary>Whether the type holds whole numbers; truth values count.</summary>
    /// <param name="type">The type.</param>
    public static bool is_integral(ScalarType type) => !is_floating_point(type);

    /// <summary>Bytes of one element.</summary>
    internal static int SizeOf(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        _ => 8,
    };
}
