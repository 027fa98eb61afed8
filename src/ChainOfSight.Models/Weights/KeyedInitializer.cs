namespace ChainOfSight.Models.Weights;

/// <summary>
/// Random starts of weights, each a function of (seed, name) alone: adding or removing a weight leaves all others' values as they are.
/// </summary>
public static class KeyedInitializer
{
    private const int Piece = 1 << 20;

    private delegate void Draw(Span<float> into, ulong key, long start);

    /// <summary>Normal values around 0.</summary>
    /// <param name="weight">Filled in place.</param>
    /// <param name="deviation">Standard deviation.</param>
    /// <param name="seed">Seed of the model.</param>
    /// <param name="name">Name of the weight.</param>
    public static void Normal(Tensor weight, double deviation, long seed, string name) =>
        Fill(weight, (float)deviation, KeyedNoise.Key(seed, name), KeyedNoise.Normal);

    /// <summary>Uniform values in ±<paramref name="bound"/>.</summary>
    /// <param name="weight">Filled in place.</param>
    /// <param name="bound">Largest magnitude.</param>
    /// <param name="seed">Seed of the model.</param>
    /// <param name="name">Name of the weight.</param>
    public static void Uniform(Tensor weight, double bound, long seed, string name) =>
        Fill(weight, (float)bound, KeyedNoise.Key(seed, name), KeyedNoise.Uniform);

    private static void Fill(Tensor weight, float scale, ulong key, Draw draw)
    {
        ArgumentNullException.ThrowIfNull(weight);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var flat = weight.detach().view(-1);
        for (var start = 0L; start < flat.shape[0]; start += Piece)
        {
            var values = new float[Math.Min(Piece, flat.shape[0] - start)];
            draw(values, key, start);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] *= scale;
            }

            using var piece = flat.narrow(0, start, values.Length);
            using var drawn = tensor(values);
            piece.copy_(drawn);
        }
    }
}
