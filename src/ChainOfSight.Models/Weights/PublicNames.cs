namespace ChainOfSight.Models.Weights;

/// <summary>Names in published files that our models do without.</summary>
public static class PublicNames
{
    /// <summary>Of a CLIP: blocks past the last tap, the final norm, position indices, the text model and both projections.</summary>
    /// <param name="name">Name in the file.</param>
    /// <param name="blocks">Blocks of our tower.</param>
    public static bool MayIgnoreInClip(string name, int blocks)
    {
        ArgumentNullException.ThrowIfNull(name);
        const string layers = "vision_model.encoder.layers.";
        if (name.StartsWith(layers, StringComparison.Ordinal))
        {
            var rest = name[layers.Length..];
            return int.TryParse(rest.Split('.')[0], out var layer) && layer >= blocks;
        }

        return name.StartsWith("vision_model.post_layernorm.", StringComparison.Ordinal)
            || name.StartsWith("text_model.", StringComparison.Ordinal)
            || name is "vision_model.embeddings.position_ids" or "visual_projection.weight" or "text_projection.weight" or "logit_scale";
    }

    /// <summary>Of a Llama: rotary frequencies that older files carry, and the output matrix where ours is the embedding table.</summary>
    /// <param name="name">Name in the file.</param>
    /// <param name="tied">Whether our decoder's output matrix is its embedding table.</param>
    public static bool MayIgnoreInLlama(string name, bool tied)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal) || (tied && name == "lm_head.weight");
    }
}
