namespace ChainOfSight.Models.Resampling;

/// <summary>
/// Turns the tower's features into visual tokens: levels <c>[batch, grid, grid, context width]</c>, low to high, become
/// <c>[batch, tokens, output width]</c>.
/// </summary>
public abstract class VisualProjector : Module<IReadOnlyList<Tensor>, Tensor>
{
    /// <summary>Makes the common part.</summary>
    /// <param name="name">Name of the module.</param>
    /// <param name="layout">Judged here; see <see cref="LayoutValidator"/>.</param>
    /// <param name="options">Judged here; see <see cref="ResamplerOptions.Validated"/>.</param>
    /// <exception cref="LayoutException">The layout breaks rules.</exception>
    protected VisualProjector(string name, ResamplerLayout layout, ResamplerOptions options)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(options);
        Layout = layout.Validated();
        Options = options.Validated(layout.Name);
    }

    /// <summary>What the projector was built for.</summary>
    public ResamplerLayout Layout { get; }

    /// <summary>Its sizes.</summary>
    public ResamplerOptions Options { get; }

    /// <summary>Builds the projector that a layout asks for. Weights are to be initialised or loaded afterwards.</summary>
    /// <param name="layout">Named or own.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="device">Where the weights live; default CPU. <c>META</c> holds shapes only.</param>
    /// <param name="dtype">Type of the weights; default f32.</param>
    public static VisualProjector Create(ResamplerLayout layout, ResamplerOptions options, Device? device = null, ScalarType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return layout.Projector switch
        {
            ProjectorKind.Linear => new LinearProjector(layout, options, device, dtype),
            ProjectorKind.Plain => new PlainResampler(layout, options, device, dtype),
            _ => new MultiScaleResampler(layout, options, device, dtype),
        };
    }

    /// <summary>Throws where features do not fit the layout, before a native operator sees them.</summary>
    /// <param name="levels">Features as given.</param>
    /// <exception cref="ArgumentException">Wrong count of levels, or a wrong shape.</exception>
    protected void CheckFeatures(IReadOnlyList<Tensor> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        if (levels.Count != Options.Levels)
        {
            throw new ArgumentException($"layout '{Layout.Name}' reads {Options.Levels} levels but was given {levels.Count}.", nameof(levels));
        }

        foreach (var level in levels)
        {
            if (level.shape is not [_, var rows, var columns, var width] || rows != Layout.Grid || columns != Layout.Grid || width != Options.ContextWidth)
            {
                throw new ArgumentException(
                    $"layout '{Layout.Name}' reads features [batch, {Layout.Grid}, {Layout.Grid}, {Options.ContextWidth}] but was given [{string.Join(", ", level.shape)}].", nameof(levels));
            }
        }
    }
}
