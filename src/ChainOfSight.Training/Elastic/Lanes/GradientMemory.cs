namespace ChainOfSight.Training.Elastic;

/// <summary>Gradients from bytes. On the lane's thread only.</summary>
internal static class GradientMemory
{
    /// <summary>A new f32 tensor of a parameter's shape on its device, of the caller's scope.</summary>
    /// <param name="bytes">Its values in f32, as many as the parameter has.</param>
    /// <param name="parameter">The parameter.</param>
    public static Tensor Read(ReadOnlySpan<byte> bytes, Tensor parameter)
    {
        var host = empty(parameter.shape, dtype: ScalarType.Float32);
        bytes.CopyTo(host.bytes);
        return parameter.device.type == DeviceType.CPU ? host : host.to(parameter.device);
    }
}
