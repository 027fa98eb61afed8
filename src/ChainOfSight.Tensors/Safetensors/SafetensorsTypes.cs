
namespace ChainOfSight.Tensors.Safetensors;

/// <summary>Which element type of the file is which of the tensor engine.</summary>
internal static class SafetensorsTypes
{
    private static readonly Dictionary<SafetensorsDtype, ScalarType> Types = new()
    {
        [SafetensorsDtype.F64] = ScalarType.Float64,
        [SafetensorsDtype.F32] = ScalarType.Float32,
        [SafetensorsDtype.F16] = ScalarType.Float16,
        [SafetensorsDtype.BF16] = ScalarType.BFloat16,
        [SafetensorsDtype.I64] = ScalarType.Int64,
        [SafetensorsDtype.I32] = ScalarType.Int32,
        [SafetensorsDtype.I16] = ScalarType.Int16,
        [SafetensorsDtype.I8] = ScalarType.Int8,
        [SafetensorsDtype.U8] = ScalarType.Byte,
        [SafetensorsDtype.BOOL] = ScalarType.Bool,
    };

    private static readonly Dictionary<ScalarType, SafetensorsDtype> Dtypes = Types.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <exception cref="SafetensorsException">The tensor engine has no such type.</exception>
    public static ScalarType ToTensor(SafetensorsEntry entry, string file) => Types.TryGetValue(entry.Dtype, out var type) ? type
        : throw new SafetensorsException(file, entry.Name, SafetensorsRule.SupportedDtype,
            $"its dtype {entry.Dtype} has no counterpart among tensors, which can be {string.Join(", ", Types.Keys)}; read its bytes, or convert the file");

    /// <exception cref="SafetensorsException">The format has no such type.</exception>
    public static SafetensorsDtype ToFile(ScalarType type, string name) => Dtypes.TryGetValue(type, out var dtype) ? dtype
        : throw new SafetensorsException("(to be written)", name, SafetensorsRule.SupportedDtype,
            $"its type {type} has no counterpart in the format; convert it to one of {string.Join(", ", Dtypes.Keys)}");
}
