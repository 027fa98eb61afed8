using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace ChainOfSight.Torch.Door;

internal unsafe partial struct Value
{
    private static readonly ConcurrentDictionary<string, nint> Strings = new();

    // Pointers are set by the generated code once the memory is pinned.
    public static Value Of(ReadOnlySpan<long> v) => new() { Tag = ValueTag.IntList, Length = v.Length };

    public static Value OfOrDefault(ReadOnlySpan<long> v) => v.IsEmpty ? Default : Of(v);

    public static Value Of(long[]? v) => v is null ? None : new() { Tag = ValueTag.IntList, Length = v.Length };

    public static Value OfOrDefault(long[]? v) => v is null ? Default : Of(v);

    public static Value Of(ReadOnlySpan<double> v) => new() { Tag = ValueTag.FloatList, Length = v.Length };

    public static Value Of(double[]? v) => v is null ? None : new() { Tag = ValueTag.FloatList, Length = v.Length };

    public static Value OfOrDefault(double[]? v) => v is null ? Default : Of(v);

    public static Value Of(ReadOnlySpan<bool> v) => new() { Tag = ValueTag.BoolList, Length = v.Length };

    // Strings are a handful of modes ("tanh", "floor"): each is encoded once and kept.
    public static Value Of(string? v)
    {
        if (v is null)
        {
            return None;
        }

        var bytes = Strings.GetOrAdd(v, static text => Marshal.StringToCoTaskMemUTF8(text));
        return new() { Tag = ValueTag.String, Length = Encoding.UTF8.GetByteCount(v), Pointer = (void*)bytes };
    }

    public static Value OfOrDefault(string? v) => v is null ? Default : Of(v);

    public static Value List(ReadOnlySpan<torch.Tensor> tensors, nint* handles)
    {
        for (var i = 0; i < tensors.Length; i++)
        {
            handles[i] = tensors[i].Handle;
        }

        return new() { Tag = ValueTag.TensorList, Length = tensors.Length, Pointer = handles };
    }

    public static Value OptionalList(ReadOnlySpan<torch.Tensor?> tensors, nint* handles)
    {
        for (var i = 0; i < tensors.Length; i++)
        {
            handles[i] = tensors[i]?.Handle ?? 0;
        }

        return new() { Tag = ValueTag.OptionalTensorList, Length = tensors.Length, Pointer = handles };
    }
}
