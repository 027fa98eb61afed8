namespace ChainOfSight.Models.Resampling;

/// <summary>Applies an <see cref="InflationPlan"/> to a resampler's weights by name.</summary>
public static class Inflation
{
    /// <summary>
    /// The larger resampler's weights: every weight of a scale is a copy of its parent's, queries are gathered by window, <c>norm</c> and
    /// <c>project</c> are copied as they are. Values are equal to the bit; nothing is shared with the source.
    /// </summary>
    /// <param name="plan">Which scale takes from which.</param>
    /// <param name="state">Weights of the smaller resampler by name, without prefix.</param>
    /// <returns>Weights of the larger resampler by name; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">A weight of the plan's smaller layout is missing from <paramref name="state"/>.</exception>
    public static Dictionary<string, Tensor> Apply(InflationPlan plan, IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(state);
        using var noGradient = no_grad();
        var inflated = new Dictionary<string, Tensor>();
        foreach (var (name, tensor) in state.Where(entry => !entry.Key.StartsWith("scales.", StringComparison.Ordinal)))
        {
            inflated[name] = tensor.detach().clone();
        }

        for (var i = 0; i < plan.Scales.Count; i++)
        {
            var parent = $"scales.{plan.Scales[i].Parent}.";
            if (!state.ContainsKey($"{parent}queries"))
            {
                throw new ArgumentException($"the weights hold no {parent}queries, which scale {i} of '{plan.To.Name}' grows from.", nameof(state));
            }

            foreach (var (name, tensor) in state.Where(entry => entry.Key.StartsWith(parent, StringComparison.Ordinal)))
            {
                var suffix = name[parent.Length..];
                inflated[$"scales.{i}.{suffix}"] = suffix == "queries"
                    ? Queries(tensor.detach(), plan.Scales[i].SourceWindows)
                    : tensor.detach().clone();
            }
        }

        return inflated;
    }

    /// <summary>Builds the larger resampler, with the weights' type and device of the smaller one.</summary>
    /// <param name="source">The smaller resampler; unchanged.</param>
    /// <param name="to">The larger layout.</param>
    /// <exception cref="LayoutException">The layouts do not fit; all faults are named.</exception>
    public static MultiScaleResampler Grow(MultiScaleResampler source, ResamplerLayout to)
    {
        ArgumentNullException.ThrowIfNull(source);
        var plan = InflationPlan.Between(source.Layout, to);
        var weights = source.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        var like = weights.Values.First();
        var target = new MultiScaleResampler(to, source.Options, like.device, like.dtype);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var inflated = Apply(plan, weights);
        foreach (var (name, parameter) in target.named_parameters())
        {
            parameter.copy_(inflated[name]);
        }

        return target;
    }

    private static Tensor Queries(Tensor parent, IReadOnlyList<int> sourceWindows)
    {
        var side = (long)Math.Round(Math.Sqrt(sourceWindows.Count));
        using var index = tensor([.. sourceWindows.Select(window => (long)window)], device: parent.device);
        return parent.flatten(0, 1).index_select(0, index).view(side, side, parent.shape[2], parent.shape[3]);
    }
}
