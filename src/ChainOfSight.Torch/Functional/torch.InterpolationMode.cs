namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>How values between places are found.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest place.</summary>
        Nearest = 0,

        /// <summary>Linear in two dimensions.</summary>
        Bilinear = 2,

        /// <summary>Cubic in two dimensions.</summary>
        Bicubic = 3,
    }
}
