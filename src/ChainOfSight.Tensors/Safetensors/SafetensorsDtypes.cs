namespace ChainOfSight.Tensors.Safetensors;

/// <summary>Sizes and spellings of <see cref="SafetensorsDtype"/>.</summary>
public static class SafetensorsDtypes
{
    private static readonly Dictionary<string, SafetensorsDtype> ByName =
        Enum.GetValues<SafetensorsDtype>().ToDictionary(dtype => dtype.ToString(), StringComparer.Ordinal);

    /// <summary>Size of one element in bits.</summary>
    /// <param name="dtype">The element type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of the enumeration.</exception>
    public static int Bits(this SafetensorsDtype dtype) => dtype switch
    {
        SafetensorsDtype.F4 => 4,
        SafetensorsDtype.F6_E2M3 or SafetensorsDtype.F6_E3M2 => 6,
        SafetensorsDtype.BOOL or SafetensorsDtype.U8 or SafetensorsDtype.I8 => 8,
        SafetensorsDtype.F8_E5M2 or SafetensorsDtype.F8_E4M3 or SafetensorsDtype.F8_E8M0 => 8,
        SafetensorsDtype.I16 or SafetensorsDtype.U16 or SafetensorsDtype.F16 or SafetensorsDtype.BF16 => 16,
        SafetensorsDtype.I32 or SafetensorsDtype.U32 or SafetensorsDtype.F32 => 32,
        SafetensorsDtype.I64 or SafetensorsDtype.U64 or SafetensorsDtype.F64 or SafetensorsDtype.C64 => 64,
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "no safetensors dtype"),
    };

    /// <summary>Finds the dtype spelled so in a file; spelling is exact and case-sensitive.</summary>
    /// <param name="name">For example <c>BF16</c>.</param>
    /// <param name="dtype">The element type, if there is one.</param>
    /// <returns>Whether the name is known.</returns>
    public static bool TryParse(string name, out SafetensorsDtype dtype) => ByName.TryGetValue(name, out dtype);

    /// <summary>All spellings, for messages.</summary>
    internal static string AllNames => string.Join(", ", ByName.Keys);
}
