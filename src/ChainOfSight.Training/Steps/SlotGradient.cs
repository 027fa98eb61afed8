namespace ChainOfSight.Training.Steps;

/// <summary>
/// A node of the reduction: gradients of the summed loss in f32, one per trained parameter in name order, null where it was not touched.
/// </summary>
/// <param name="Gradients">The gradients; owned by this object.</param>
/// <param name="Loss">Summed loss.</param>
/// <param name="Tokens">What it is divided by at the root.</param>
/// <param name="Samples">Samples in it.</param>
public sealed record SlotGradient(Tensor?[] Gradients, double Loss, long Tokens, int Samples) : IDisposable
{
    /// <summary>Adds the right neighbour into the left one and gives the right one's memory back.</summary>
    public static SlotGradient Merge(SlotGradient left, SlotGradient right)
    {
        using var noGradient = no_grad();
        for (var i = 0; i < left.Gradients.Length; i++)
        {
            if (left.Gradients[i] is not { } sum)
            {
                left.Gradients[i] = right.Gradients[i];
                right.Gradients[i] = null;
            }
            else if (right.Gradients[i] is { } added)
            {
                sum.add_(added);
            }
        }

        right.Dispose();
        return left with { Loss = left.Loss + right.Loss, Tokens = left.Tokens + right.Tokens, Samples = left.Samples + right.Samples };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gradient in Gradients)
        {
            gradient?.Dispose();
        }
    }
}
