namespace ChainOfSight.Models.Resampling;

/// <summary>Feed-forward part of a resampler block: width → 4 · width → width, with biases and exact GELU.</summary>
internal sealed class ResamplerMlp : Module<Tensor, Tensor>
{
    private readonly Linear up;
    private readonly Linear down;

    public ResamplerMlp(ResamplerOptions options, Device? device, ScalarType? dtype)
        : base(nameof(ResamplerMlp))
    {
        up = nn.Linear(options.Width, 4 * options.Width, device: device, dtype: dtype);
        down = nn.Linear(4 * options.Width, options.Width, device: device, dtype: dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => down.call(nn.functional.gelu(up.call(input)));
}
