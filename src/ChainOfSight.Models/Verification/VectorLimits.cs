namespace ChainOfSight.Models.Verification;

/// <summary>Largest legal relative errors against vectors made in f32.</summary>
public static class VectorLimits
{
    /// <summary>Forward results in f32.</summary>
    public const double Forward = 1e-5;

    /// <summary>Gradients in f32.</summary>
    public const double Gradient = 1e-4;

    /// <summary>Interpolated positions in f32.</summary>
    public const double Positions = 1e-6;

    /// <summary>Weights, losses and norms of an AdamW run in f32.</summary>
    public const double AdamW = 1e-6;

    /// <summary>Forward results of bf16 weights against the f32 vectors.</summary>
    public const double ForwardBFloat16 = 3e-2;

    /// <summary>Equal to the bit.</summary>
    public const double Exact = 0;
}
