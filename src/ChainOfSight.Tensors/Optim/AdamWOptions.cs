namespace ChainOfSight.Tensors.Optim;

/// <summary>Settings of <see cref="MultiTensorAdamW"/> that hold for all groups.</summary>
/// <remarks>Source: Loshchilov and Hutter, arXiv 1711.05101, algorithm 2; names and defaults are PyTorch's.</remarks>
public sealed record AdamWOptions
{
    /// <summary>Decay of the mean of gradients per step, 0 ≤ β₁ &lt; 1. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of squared gradients per step, 0 ≤ β₂ &lt; 1. Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second mean, ≥ 0. Default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Largest norm of all gradients together, &gt; 0; longer ones are scaled down to it. Null (default): no clipping.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Checks the ranges above.</summary>
    /// <exception cref="ArgumentException">Names the setting, its value and what is legal.</exception>
    internal void Validate()
    {
        Check(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "at least 0 and below 1");
        Check(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "at least 0 and below 1");
        Check(Epsilon >= 0 && double.IsFinite(Epsilon), nameof(Epsilon), Epsilon, "finite and at least 0");
        Check(ClipNorm is null or > 0, nameof(ClipNorm), ClipNorm, "above 0, or null for no clipping");
    }

    private static void Check(bool legal, string name, double? value, string range)
    {
        if (!legal)
        {
            throw new ArgumentException($"AdamW's {name} is {value}; it must be {range}.", name);
        }
    }
}
