namespace ChainOfSight.Training.Reports.Charts;

/// <summary>A straight map from values to coordinates.</summary>
internal readonly record struct LinearScale(double Lowest, double Highest, double Start, double End)
{
    /// <summary>Coordinate of a value; values outside are held at the ends.</summary>
    public double At(double value)
    {
        var share = Highest > Lowest ? (value - Lowest) / (Highest - Lowest) : 0.5;
        return Start + (Math.Clamp(share, 0, 1) * (End - Start));
    }
}
