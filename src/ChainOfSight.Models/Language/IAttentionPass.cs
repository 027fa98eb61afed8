namespace ChainOfSight.Models.Language;

/// <summary>
/// What the attention of one pass through the decoder needs to know about samples: rotary tables of its rows, and how queries meet keys.
/// Everything else in the decoder sees rows only.
/// </summary>
public interface IAttentionPass
{
    /// <summary>Cosines of the rows' rotary angles, <c>[rows, 1, head]</c>, in f32.</summary>
    Tensor Cosines { get; }

    /// <summary>Sines of the rows' rotary angles, <c>[rows, 1, head]</c>, in f32.</summary>
    Tensor Sines { get; }

    /// <summary>Causal attention inside each sample.</summary>
    /// <param name="layer">Index of the block, for passes that keep keys and values.</param>
    /// <param name="query"><c>[rows, heads, head]</c>, rotated.</param>
    /// <param name="key"><c>[rows, key-value heads, head]</c>, rotated.</param>
    /// <param name="value"><c>[rows, key-value heads, head]</c>.</param>
    /// <returns><c>[rows, heads · head]</c>.</returns>
    Tensor Attend(int layer, Tensor query, Tensor key, Tensor value);
}
