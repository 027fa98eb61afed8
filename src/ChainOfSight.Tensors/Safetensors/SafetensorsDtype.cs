namespace ChainOfSight.Tensors.Safetensors;

/// <summary>Element types the safetensors format knows. Members are spelled as in the file.</summary>
/// <remarks>
/// F64, F32, F16, BF16, I64, I32, I16, I8, U8 and BOOL can become tensors; the others are listed and their bytes can be read.
/// </remarks>
public enum SafetensorsDtype
{
    /// <summary>Boolean, one byte.</summary>
    BOOL,

    /// <summary>Four-bit float.</summary>
    F4,

    /// <summary>Six-bit float, 2 exponent and 3 mantissa bits.</summary>
    F6_E2M3,

    /// <summary>Six-bit float, 3 exponent and 2 mantissa bits.</summary>
    F6_E3M2,

    /// <summary>Unsigned 8-bit integer.</summary>
    U8,

    /// <summary>Signed 8-bit integer.</summary>
    I8,

    /// <summary>Eight-bit float, 5 exponent and 2 mantissa bits.</summary>
    F8_E5M2,

    /// <summary>Eight-bit float, 4 exponent and 3 mantissa bits.</summary>
    F8_E4M3,

    /// <summary>Eight-bit exponent.</summary>
    F8_E8M0,

    /// <summary>Signed 16-bit integer.</summary>
    I16,

    /// <summary>Unsigned 16-bit integer.</summary>
    U16,

    /// <summary>IEEE half precision.</summary>
    F16,

    /// <summary>bfloat16.</summary>
    BF16,

    /// <summary>Signed 32-bit integer.</summary>
    I32,

    /// <summary>Unsigned 32-bit integer.</summary>
    U32,

    /// <summary>IEEE single precision.</summary>
    F32,

    /// <summary>Complex of two single-precision floats.</summary>
    C64,

    /// <summary>IEEE double precision.</summary>
    F64,

    /// <summary>Signed 64-bit integer.</summary>
    I64,

    /// <summary>Unsigned 64-bit integer.</summary>
    U64,
}
