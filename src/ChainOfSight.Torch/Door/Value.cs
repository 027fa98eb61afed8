using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Door;

/// <summary>One argument of an operator as the native door takes it: <c>cos_value</c> in cos.h.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe partial struct Value
{
    [FieldOffset(0)]
    public ValueTag Tag;

    [FieldOffset(4)]
    public int Length;

    [FieldOffset(8)]
    public long Integer;

    [FieldOffset(8)]
    public double Number;

    [FieldOffset(8)]
    public void* Pointer;

    public static Value None => default;

    public static Value Default => new() { Tag = ValueTag.Default };

    public static Value Of(torch.Tensor? t) => new() { Tag = ValueTag.Tensor, Integer = t is null ? 0 : t.Handle };

    public static Value OfOrDefault(torch.Tensor? t) => Of(t);

    public static Value Of(long v) => new() { Tag = ValueTag.Int, Integer = v };

    public static Value OfOrDefault(long v) => Of(v);

    public static Value Of(long? v) => v is { } some ? Of(some) : None;

    public static Value OfOrDefault(long? v) => v is { } some ? Of(some) : Default;

    public static Value Of(double v) => new() { Tag = ValueTag.Float, Number = v };

    public static Value OfOrDefault(double v) => Of(v);

    public static Value Of(double? v) => v is { } some ? Of(some) : None;

    public static Value OfOrDefault(double? v) => v is { } some ? Of(some) : Default;

    public static Value Of(bool v) => new() { Tag = ValueTag.Bool, Integer = v ? 1 : 0 };

    public static Value OfOrDefault(bool v) => Of(v);

    public static Value Of(bool? v) => v is { } some ? Of(some) : None;

    public static Value OfOrDefault(bool? v) => v is { } some ? Of(some) : Default;

    public static Value Of(Scalar v) => v.ToValue();

    public static Value OfOrDefault(Scalar v) => v.ToValue();

    public static Value Of(Scalar? v) => v is { } some ? some.ToValue() : None;

    public static Value OfOrDefault(Scalar? v) => v is { } some ? some.ToValue() : Default;

    /// <summary>A number in the place of a tensor: it takes part in the operator without widening the other's type.</summary>
    public static Value OfNumber(Scalar v)
    {
        var value = v.ToValue();
        value.Tag = value.Tag == ValueTag.Float ? ValueTag.Number : ValueTag.WholeNumber;
        return value;
    }

    public static Value Of(torch.ScalarType v) => Of((long)v);

    public static Value Of(torch.ScalarType? v) => v is { } some ? Of((long)some) : None;

    public static Value OfOrDefault(torch.ScalarType? v) => v is { } some ? Of((long)some) : Default;

    public static Value Of(MemoryFormat v) => Of((long)v);

    public static Value OfOrDefault(MemoryFormat v) => Of((long)v);

    public static Value OfOrDefault(MemoryFormat? v) => v is { } some ? Of((long)some) : Default;

    public static Value Of(torch.Device? v) => v is null ? None : new() { Tag = ValueTag.Device, Integer = v.Packed };

    public static Value OfOrDefault(torch.Device? v) => v is null ? Default : Of(v);

    /// <summary>The object behind a handle must outlive the call, or its finalizer may release it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void KeepAlive(torch.Tensor? t)
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void KeepAlive(ReadOnlySpan<torch.Tensor?> tensors)
    {
    }
}
