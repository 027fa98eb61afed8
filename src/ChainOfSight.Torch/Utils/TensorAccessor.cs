using System.Collections;

namespace ChainOfSight.Torch.Utils;

/// <summary>Elements of a host tensor in row-major order; writing an element writes the tensor.</summary>
/// <typeparam name="T">The tensor's element type.</typeparam>
public sealed class TensorAccessor<T> : IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly long[] _shape;
    private readonly long[]? _strides;
    private readonly nint _data;

    internal unsafe TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.is_contiguous() ? null : tensor.stride();
        _data = (nint)tensor.DataPointer;
        Count = tensor.NumberOfElements;
    }

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>One element.</summary>
    /// <param name="index">Row-major index.</param>
    /// <exception cref="TorchIndexException">Outside the tensor.</exception>
    public unsafe T this[long index]
    {
        get => *At(index);
        set => *At(index) = value;
    }

    /// <summary>All elements.</summary>
    public T[] ToArray()
    {
        var values = new T[Count];
        CopyTo(values);
        return values;
    }

    /// <summary>Copies all elements.</summary>
    /// <param name="into">Room for them.</param>
    public unsafe void CopyTo(Span<T> into)
    {
        if (_strides is null)
        {
            new ReadOnlySpan<T>((void*)_data, checked((int)Count)).CopyTo(into);
            GC.KeepAlive(_tensor);
            return;
        }

        for (var i = 0; i < Count; i++)
        {
            into[i] = this[i];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
        {
            yield return this[i];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private unsafe T* At(long index)
    {
        if ((ulong)index >= (ulong)Count)
        {
            throw new TorchIndexException($"element {index} of a tensor of {Count} elements");
        }

        if (_tensor.IsInvalid)
        {
            throw new ObjectDisposedException(nameof(torch.Tensor), "The tensor behind this accessor was released.");
        }

        if (_strides is null)
        {
            return (T*)_data + index;
        }

        var offset = 0L;
        for (var d = _shape.Length - 1; d >= 0; d--)
        {
            offset += index % _shape[d] * _strides[d];
            index /= _shape[d];
        }

        return (T*)_data + offset;
    }
}
