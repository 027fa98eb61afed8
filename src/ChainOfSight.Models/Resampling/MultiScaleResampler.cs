using ChainOfSight.Models.Normalization;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Resampling;

/// <summary>
/// The Chain-of-Sight resampler (arXiv 2407.15819 §3.2): per scale, queries that see their own window only, refined level by level; the
/// scales' tokens coarse to fine, one LayerNorm, one linear map to the language model's width.
/// </summary>
/// <remarks>
/// Names: <c>scales.{i}.queries</c> <c>[side, side, queries, width]</c>, <c>scales.{i}.levels.{j}.attention.{query_norm, context_norm,
/// to_query, to_key_value (keys first), out}</c>, <c>.mlp_norm</c>, <c>.mlp.{up, down}</c>, <c>norm</c>, <c>project</c>.
/// </remarks>
public sealed class MultiScaleResampler : VisualProjector
{
    private readonly ModuleList<ResamplerScaleModule> scales;
    private readonly WideLayerNorm norm;
    private readonly Linear project;

    /// <summary>Builds the resampler; weights are to be initialised or loaded afterwards.</summary>
    /// <param name="layout">Scales and grid.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="device">Where the weights live; default CPU.</param>
    /// <param name="dtype">Type of the weights; default f32.</param>
    /// <exception cref="LayoutException">The layout breaks rules.</exception>
    public MultiScaleResampler(ResamplerLayout layout, ResamplerOptions options, Device? device = null, ScalarType? dtype = null)
        : base(nameof(MultiScaleResampler), layout, options)
    {
        scales = nn.ModuleList([.. layout.Scales.Select((scale, i) =>
            new ResamplerScaleModule(layout.WindowGrid(i), scale.QueriesPerWindow, options.Levels, options, device, dtype))]);
        norm = new(options.Width, options.NormEpsilon, device, dtype);
        project = nn.Linear(options.Width, options.OutputWidth, device: device, dtype: dtype);
        RegisterComponents();
        OwnedWeights.TakeFromScope(this);
    }

    /// <summary>Features to tokens.</summary>
    /// <param name="input">One <c>[batch, grid, grid, context width]</c> per level, low to high.</param>
    /// <returns><c>[batch, tokens, output width]</c>.</returns>
    public override Tensor forward(IReadOnlyList<Tensor> input)
    {
        CheckFeatures(input);
        using var scope = NewDisposeScope();
        var tokens = cat([.. scales.Select(scale => scale.call(input))], 1);
        return project.call(norm.call(tokens)).MoveToOuterDisposeScope();
    }
}
