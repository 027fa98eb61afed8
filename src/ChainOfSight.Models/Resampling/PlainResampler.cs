using ChainOfSight.Models.Normalization;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Resampling;

/// <summary>Baseline: one global window of queries that reads the tower's last level only. Same blocks and names as <see cref="MultiScaleResampler"/>.</summary>
public sealed class PlainResampler : VisualProjector
{
    private readonly ModuleList<ResamplerScaleModule> scales;
    private readonly WideLayerNorm norm;
    private readonly Linear project;

    /// <summary>Builds the resampler; weights are to be initialised or loaded afterwards.</summary>
    /// <param name="layout">One scale whose window is the grid.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="device">Where the weights live; default CPU.</param>
    /// <param name="dtype">Type of the weights; default f32.</param>
    /// <exception cref="LayoutException">The layout breaks rules.</exception>
    public PlainResampler(ResamplerLayout layout, ResamplerOptions options, Device? device = null, ScalarType? dtype = null)
        : base(nameof(PlainResampler), layout, options)
    {
        scales = nn.ModuleList(new ResamplerScaleModule(1, layout.Scales[0].QueriesPerWindow, 1, options, device, dtype));
        norm = new(options.Width, options.NormEpsilon, device, dtype);
        project = nn.Linear(options.Width, options.OutputWidth, device: device, dtype: dtype);
        RegisterComponents();
        OwnedWeights.TakeFromScope(this);
    }

    /// <summary>Features to tokens.</summary>
    /// <param name="input">One <c>[batch, grid, grid, context width]</c> per level; only the last is read.</param>
    /// <returns><c>[batch, tokens, output width]</c>.</returns>
    public override Tensor forward(IReadOnlyList<Tensor> input)
    {
        CheckFeatures(input);
        using var scope = NewDisposeScope();
        return project.call(norm.call(scales[0].call([input[^1]]))).MoveToOuterDisposeScope();
    }
}
