using ChainOfSight.Models.Normalization;

namespace ChainOfSight.Models.Resampling;

/// <summary>One block of a scale for one level of the tower: attention to the windows' patches, then a feed-forward part, both residual.</summary>
internal sealed class ResamplerLevel : Module<Tensor, Tensor, Tensor>
{
    private readonly WindowAttention attention;
    private readonly WideLayerNorm mlp_norm;
    private readonly ResamplerMlp mlp;

    public ResamplerLevel(ResamplerOptions options, Device? device, ScalarType? dtype)
        : base(nameof(ResamplerLevel))
    {
        attention = new(options, device, dtype);
        mlp_norm = new(options.Width, options.NormEpsilon, device, dtype);
        mlp = new(options, device, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor query, Tensor context)
    {
        using var scope = NewDisposeScope();
        var attended = query + attention.call(query, context);
        return (attended + mlp.call(mlp_norm.call(attended))).MoveToOuterDisposeScope();
    }
}
