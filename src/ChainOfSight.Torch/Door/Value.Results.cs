namespace ChainOfSight.Torch.Door;

internal unsafe partial struct Value
{
    /// <summary>Makes the owned handle a tensor of the current scope.</summary>
    public readonly torch.Tensor TakeTensor() => new((nint)Integer);

    public readonly torch.Tensor[] TakeTensors()
    {
        var tensors = new torch.Tensor[Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new torch.Tensor(((nint*)Pointer)[i]);
        }

        NativeMethods.cos_list_free(Pointer);
        return tensors;
    }

    public readonly long TakeLong() => Integer;

    public readonly double TakeDouble() => Tag == ValueTag.Float ? Number : Integer;

    public readonly bool TakeBool() => Integer != 0;

    public readonly Scalar TakeScalar() => Tag switch
    {
        ValueTag.Float => new Scalar(Number),
        ValueTag.Bool => new Scalar(Integer != 0),
        _ => new Scalar(Integer),
    };

    /// <summary>Releases a result that is another handle of a tensor that the caller has.</summary>
    public readonly void Drop() => NativeMethods.cos_tensor_release((nint)Integer);
}
