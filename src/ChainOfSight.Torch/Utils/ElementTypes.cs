namespace ChainOfSight.Torch.Utils;

/// <summary>Which C# type holds an element of which dtype.</summary>
internal static class ElementTypes
{
    /// <summary>The dtype of arrays of a C# type.</summary>
    /// <exception cref="ArgumentException">None fits.</exception>
    public static torch.ScalarType Of<T>() => Of(typeof(T));

    /// <summary>The dtype of arrays of a C# type.</summary>
    /// <exception cref="ArgumentException">None fits.</exception>
    public static torch.ScalarType Of(Type type) => type switch
    {
        _ when type == typeof(float) => torch.ScalarType.Float32,
        _ when type == typeof(double) => torch.ScalarType.Float64,
        _ when type == typeof(long) => torch.ScalarType.Int64,
        _ when type == typeof(int) => torch.ScalarType.Int32,
        _ when type == typeof(short) => torch.ScalarType.Int16,
        _ when type == typeof(sbyte) => torch.ScalarType.Int8,
        _ when type == typeof(byte) => torch.ScalarType.Byte,
        _ when type == typeof(bool) => torch.ScalarType.Bool,
        _ when type == typeof(Half) => torch.ScalarType.Float16,
        _ => throw new ArgumentException(
            $"No tensor holds elements of {type}. Legal: float, double, long, int, short, sbyte, byte, bool, Half."),
    };

    /// <exception cref="ArgumentException">The tensor's elements are of another type.</exception>
    public static void Require<T>(torch.ScalarType dtype)
        where T : unmanaged
    {
        // bf16 has no C# type: its bits travel as 16-bit integers.
        var fits = dtype == torch.ScalarType.BFloat16
            ? typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
            : Of<T>() == dtype;
        if (!fits)
        {
            throw new ArgumentException($"The tensor holds {dtype}, not {typeof(T).Name}. Convert it first with to(ScalarType).");
        }
    }

    public static T Convert<T>(Scalar value)
        where T : unmanaged
    {
        object boxed = typeof(T) switch
        {
            var t when t == typeof(float) => (float)value.ToDouble(),
            var t when t == typeof(double) => value.ToDouble(),
            var t when t == typeof(long) => value.ToInt64(),
            var t when t == typeof(int) => checked((int)value.ToInt64()),
            var t when t == typeof(short) => checked((short)value.ToInt64()),
            var t when t == typeof(sbyte) => checked((sbyte)value.ToInt64()),
            var t when t == typeof(byte) => checked((byte)value.ToInt64()),
            var t when t == typeof(bool) => value.ToDouble() != 0,
            var t when t == typeof(Half) => (Half)value.ToDouble(),
            _ => throw new ArgumentException($"A tensor's value cannot be read as {typeof(T)}."),
        };
        return (T)boxed;
    }
}
