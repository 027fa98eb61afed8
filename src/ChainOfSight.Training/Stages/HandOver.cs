using ChainOfSight.Models.Resampling;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Stages;

/// <summary>
/// Takes the weights of one multimodal stage into the layout of the next: inflates the resampler and checks it. What it makes depends only
/// on its inputs. On the lane's thread only.
/// </summary>
/// <param name="builder">Builds modules.</param>
public sealed class HandOver(ModelBuilder builder)
{
    /// <summary>Whether a stage needs a hand-over from what was trained before.</summary>
    public static bool IsNeeded(ResamplerLayout from, ResamplerLayout to) => from.Name != to.Name;

    /// <summary>Inflates the resampler.</summary>
    /// <param name="from">Layout of the weights.</param>
    /// <param name="to">Layout that takes over.</param>
    /// <param name="library">Weights before; unchanged.</param>
    /// <returns>Weights after, and the largest relative difference on a constant map.</returns>
    /// <exception cref="LayoutException">The layouts do not fit.</exception>
    public (WeightLibrary After, double ConstantMapError) Transform(ResamplerLayout from, ResamplerLayout to, WeightLibrary library)
    {
        var after = library.Copy();
        using var scope = NewDisposeScope();
        using var small = builder.Resampler(from, library);
        using var large = Inflation.Grow(small, to);
        after.Drop(PartNames.Resampler);
        foreach (var (name, parameter) in large.named_parameters())
        {
            after.Set(TensorCopies.ToHost($"{PartNames.Resampler}.{name}", parameter));
        }

        // What was written is what is checked, not what was computed.
        using var written = builder.Resampler(to, after);
        return (after, InflationCheck.LargestDifference(small, written));
    }

    /// <summary>The scales of a layout with their parents, for the report.</summary>
    public static IReadOnlyList<HandOverScale> Describe(ResamplerLayout from, ResamplerLayout to) =>
    [
        .. InflationPlan.Between(from, to).Scales.Select((scale, i) =>
            new HandOverScale(to.Scales[i].Window, to.WindowGrid(i), to.ScaleTokens(to.Scales[i]), scale.Parent, scale.Factor)),
    ];
}
