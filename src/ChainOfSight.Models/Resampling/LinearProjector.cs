using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Resampling;

/// <summary>Baseline: one linear map per patch of the tower's last level, patches row-major. Its only weights are <c>project</c>.</summary>
public sealed class LinearProjector : VisualProjector
{
    private readonly Linear project;

    /// <summary>Builds the projector; weights are to be initialised or loaded afterwards.</summary>
    /// <param name="layout">A grid without scales.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="device">Where the weights live; default CPU.</param>
    /// <param name="dtype">Type of the weights; default f32.</param>
    /// <exception cref="LayoutException">The layout breaks rules.</exception>
    public LinearProjector(ResamplerLayout layout, ResamplerOptions options, Device? device = null, ScalarType? dtype = null)
        : base(nameof(LinearProjector), layout, options)
    {
        project = nn.Linear(options.ContextWidth, options.OutputWidth, device: device, dtype: dtype);
        RegisterComponents();
        OwnedWeights.TakeFromScope(this);
    }

    /// <summary>Features to tokens.</summary>
    /// <param name="input">One <c>[batch, grid, grid, context width]</c> per level; only the last is read.</param>
    /// <returns><c>[batch, grid · grid, output width]</c>.</returns>
    public override Tensor forward(IReadOnlyList<Tensor> input)
    {
        CheckFeatures(input);
        return project.call(input[^1].to(project.weight.dtype).flatten(1, 2));
    }
}
