namespace ChainOfSight.Benchmarks.Engines;

/// <summary>What a short training run left, to be compared with the same run on another engine.</summary>
/// <param name="Engine">Engine, version of libtorch and kernels.</param>
/// <param name="Losses">Loss of each step.</param>
/// <param name="Norms">Gradient norm of each step.</param>
/// <param name="Weights">All weights at the end, in the order of their names.</param>
internal sealed record EngineFingerprint(string Engine, IReadOnlyList<double> Losses, IReadOnlyList<double> Norms, IReadOnlyList<float> Weights)
{
    /// <summary>Largest difference of losses, relative to the loss.</summary>
    public double LossDifference(EngineFingerprint other) => Losses.Zip(other.Losses, (a, b) => Math.Abs(a - b) / Math.Abs(a)).Max();

    /// <summary>Largest difference of weights, relative to the largest weight.</summary>
    public double WeightDifference(EngineFingerprint other) =>
        Weights.Zip(other.Weights, (a, b) => Math.Abs(a - b)).Max() / Weights.Max(Math.Abs);

    /// <summary>Whether everything is equal to the bit.</summary>
    public bool HasBitsOf(EngineFingerprint other) =>
        Losses.SequenceEqual(other.Losses) && Norms.SequenceEqual(other.Norms) && Weights.SequenceEqual(other.Weights);
}
