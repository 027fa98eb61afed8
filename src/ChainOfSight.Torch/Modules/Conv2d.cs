using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

/// <summary>Two-dimensional convolution: [batch, in, height, width] → [batch, out, height', width'].</summary>
public sealed class Conv2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long[] _dilation;
    private readonly long _groups;

    internal Conv2d(
        (long In, long Out) channels,
        (long, long) kernel,
        (long, long) stride,
        (long, long) padding,
        (long, long) dilation,
        long groups,
        bool hasBias,
        Device? device,
        ScalarType? dtype)
        : base(nameof(Conv2d))
    {
        (_stride, _padding, _dilation, _groups) = (Pair(stride), Pair(padding), Pair(dilation), groups);
        weight = new Parameter(empty([channels.Out, channels.In / groups, kernel.Item1, kernel.Item2], dtype, device));
        nn.init.kaiming_uniform_(weight, a: Math.Sqrt(5));
        register_parameter(nameof(weight), weight);
        if (hasBias)
        {
            bias = new Parameter(empty(channels.Out, dtype, device));
            var bound = 1 / Math.Sqrt(channels.In / groups * kernel.Item1 * kernel.Item2);
            nn.init.uniform_(bias, -bound, bound);
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>[out, in / groups, kernel height, kernel width].</summary>
    public Parameter weight { get; }

    /// <summary>[out], or null.</summary>
    public Parameter? bias { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Aten.conv2d(input, weight, bias, _stride, _padding, _dilation, _groups);

    private static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];
}
