namespace ChainOfSight.Models.Language;

/// <summary>Mask of samples whose turns are read apart: a query sees what stands before it and belongs to its own turn or to all.</summary>
internal static class TurnMask
{
    /// <summary>What is added to scores: 0 or −∞.</summary>
    /// <param name="layout">The batch, with turns.</param>
    /// <param name="groups">Key-value heads.</param>
    /// <param name="shared">Query heads per key-value head.</param>
    /// <param name="like">A tensor of the decoder's device and type.</param>
    /// <returns><c>[samples · groups, shared · longest, longest]</c>.</returns>
    public static Tensor Of(TokenLayout layout, long groups, long shared, Tensor like)
    {
        long width = layout.Longest;
        return tensor(Visible(layout), device: like.device).to(like.dtype)
            .view(layout.Samples, 1, 1, width, width)
            .expand(layout.Samples, groups, shared, width, width)
            .reshape(layout.Samples * groups, shared * width, width);
    }

    private static float[] Visible(TokenLayout layout)
    {
        var width = layout.Longest;
        var mask = new float[layout.Samples * width * width];
        Array.Fill(mask, float.NegativeInfinity);
        for (var sample = 0; sample < layout.Samples; sample++)
        {
            var turns = layout.Turns.AsSpan(layout.Offsets[sample], layout.Lengths[sample]);
            for (var query = 0; query < width; query++)
            {
                // Rows of padding must see something, or their softmax is not a number; without a shared part that is any key.
                var turn = query < turns.Length ? turns[query] : turns[0];
                var at = ((sample * width) + query) * width;
                for (var key = 0; key <= Math.Min(query, turns.Length - 1); key++)
                {
                    if (turns[key] == 0 || turns[key] == turn)
                    {
                        mask[at + key] = 0;
                    }
                }
            }
        }

        return mask;
    }
}
