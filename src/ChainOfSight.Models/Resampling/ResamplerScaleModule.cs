namespace ChainOfSight.Models.Resampling;

/// <summary>One scale: queries of its own for each window, and one block per level, shared by all windows.</summary>
internal sealed class ResamplerScaleModule : Module<IReadOnlyList<Tensor>, Tensor>
{
    private readonly Parameter queries;
    private readonly ModuleList<ResamplerLevel> levels;

    public ResamplerScaleModule(int windowsPerSide, int queriesPerWindow, int levelCount, ResamplerOptions options, Device? device, ScalarType? dtype)
        : base(nameof(ResamplerScaleModule))
    {
        queries = nn.Parameter(zeros([windowsPerSide, windowsPerSide, queriesPerWindow, options.Width], dtype: dtype, device: device));
        levels = nn.ModuleList([.. Enumerable.Range(0, levelCount).Select(_ => new ResamplerLevel(options, device, dtype))]);
        RegisterComponents();
    }

    /// <param name="input">One <c>[batch, grid, grid, context width]</c> per level.</param>
    /// <returns><c>[batch, windows · queries, width]</c>, windows row-major, in f32.</returns>
    public override Tensor forward(IReadOnlyList<Tensor> input)
    {
        // The first block's queries are the same for the whole batch, so their norm and projection run once. What is added up from
        // block to block stays in f32.
        var state = queries.to(ScalarType.Float32).view(1, queries.shape[0] * queries.shape[1], queries.shape[2], queries.shape[3]);
        for (var i = 0; i < levels.Count; i++)
        {
            state = levels[i].call(state, input[i]);
        }

        return state.flatten(1, 2);
    }
}
