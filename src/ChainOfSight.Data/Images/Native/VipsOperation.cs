namespace ChainOfSight.Data.Images.Native;

/// <summary>One libvips operation: made, given its arguments, run, released.</summary>
internal ref struct VipsOperation
{
    private nint _operation;

    internal VipsOperation(string name)
    {
        _operation = VipsApi.NewOperation(name);
        if (_operation == 0)
        {
            throw new VipsException(VipsLibrary.TakeErrors());
        }
    }

    /// <summary>Sets a number, flag or enumeration by its libvips spelling.</summary>
    internal readonly VipsOperation With(string name, string value)
    {
        if (VipsApi.SetArgument(_operation, name, value) != 0)
        {
            throw new VipsException(VipsLibrary.TakeErrors());
        }

        return this;
    }

    /// <summary>Sets an object: an image, a source.</summary>
    internal readonly VipsOperation With(string name, nint instance)
    {
        var value = default(GObjectValue);
        VipsApi.InitValue(ref value, VipsApi.ObjectType);
        VipsApi.SetValueObject(ref value, instance);
        VipsApi.SetProperty(_operation, name, ref value);
        VipsApi.UnsetValue(ref value);
        return this;
    }

    /// <summary>Runs an operation that has no output image.</summary>
    internal readonly void Execute()
    {
        if (VipsApi.Build(_operation) != 0)
        {
            throw new VipsException(VipsLibrary.TakeErrors());
        }
    }

    /// <summary>Runs the operation.</summary>
    /// <returns>Its output image, owned by the caller.</returns>
    internal readonly nint Run()
    {
        Execute();
        var value = default(GObjectValue);
        VipsApi.InitValue(ref value, VipsApi.ObjectType);
        VipsApi.GetProperty(_operation, "out", ref value);
        var image = VipsApi.DuplicateValueObject(ref value);
        VipsApi.UnsetValue(ref value);
        return image;
    }

    /// <summary>Releases the operation and what it holds.</summary>
    public void Dispose()
    {
        if (_operation != 0)
        {
            VipsApi.UnrefOutputs(_operation);
            VipsApi.Unref(_operation);
            _operation = 0;
        }
    }
}
