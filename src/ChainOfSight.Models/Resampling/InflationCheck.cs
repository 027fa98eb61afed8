namespace ChainOfSight.Models.Resampling;

/// <summary>
/// The invariant of a sound hand-over: on a feature map that is the same in every patch, all windows of a scale see the same, so every
/// child window's tokens must equal its parent window's.
/// </summary>
public static class InflationCheck
{
    /// <summary>Largest difference allowed in f32, relative to the largest token magnitude.</summary>
    public const double Limit = 1e-5;

    /// <summary>Compares all child windows with their parents on a constant feature map drawn from a seed.</summary>
    /// <param name="from">The smaller resampler.</param>
    /// <param name="to">The larger one, which grew from it.</param>
    /// <param name="seed">Seed of the features.</param>
    /// <returns>max |child − parent| / max |parent| over all tokens; to be at most <see cref="Limit"/> in f32.</returns>
    /// <exception cref="LayoutException">The layouts do not fit.</exception>
    public static double LargestDifference(MultiScaleResampler from, MultiScaleResampler to, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var plan = InflationPlan.Between(from.Layout, to.Layout);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var levels = Levels(from, seed);
        var parents = from.call(Spread(levels, from)).to(ScalarType.Float32)[0];
        var children = to.call(Spread(levels, to)).to(ScalarType.Float32)[0];
        var difference = 0.0;
        for (var i = 0; i < plan.Scales.Count; i++)
        {
            var parent = Windows(parents, plan.From, plan.Scales[i].Parent);
            using var index = tensor([.. plan.Scales[i].SourceWindows.Select(window => (long)window)], device: parent.device);
            var child = Windows(children, plan.To, i);
            difference = Math.Max(difference, (child - parent.index_select(0, index)).abs().max().item<float>());
        }

        return difference / Math.Max(parents.abs().max().item<float>(), float.Epsilon);
    }

    // [windows, queries, width] of one scale.
    private static Tensor Windows(Tensor tokens, ResamplerLayout layout, int scale)
    {
        var queries = layout.Scales[scale].QueriesPerWindow;
        return tokens.narrow(0, layout.TokenOffset(scale), layout.ScaleTokens(layout.Scales[scale])).view(-1, queries, tokens.shape[1]);
    }

    private static float[][] Levels(MultiScaleResampler resampler, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, resampler.Options.Levels).Select(_ =>
            Enumerable.Range(0, resampler.Options.ContextWidth).Select(_ => (float)(2 * random.NextDouble() - 1)).ToArray())];
    }

    private static Tensor[] Spread(float[][] levels, MultiScaleResampler resampler)
    {
        var like = resampler.parameters().First();
        var grid = resampler.Layout.Grid;
        return [.. levels.Select(level => tensor(level, device: like.device).view(1, 1, 1, -1).expand(1, grid, grid, level.Length).to(like.dtype))];
    }
}
