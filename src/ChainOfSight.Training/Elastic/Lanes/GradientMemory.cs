namespace ChainOfSight.Training.Elastic;

/// <summary>Gradients from bytes. On the lane's thread only.</summary>
internal static class GradientMemory
{
    /// <summary>A new f32 tensor of a parameter's shape on its device, of the caller's scope.</summary>
    /// <param name="bytes">Its values in f32, as many as the parameter has.</param>
    /// <param name="parameter">The parameter.</param>
    public static Tensor Read(ReadOnlySpan<byte> bytes, Tensor parameter) => Fill(parameter, bytes, static (into, from) => from.CopyTo(into));

    /// <summary>The same from values that lie in pieces.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="source">Where they are.</param>
    /// <param name="fill">Writes them into the memory that it is given.</param>
    public static Tensor Fill<T>(Tensor parameter, T source, Action<Span<byte>, T> fill)
        where T : allows ref struct
    {
        var host = empty(parameter.shape, dtype: ScalarType.Float32);
        fill(host.bytes, source);
        return parameter.device.type == DeviceType.CPU ? host : host.to(parameter.device);
    }
}
