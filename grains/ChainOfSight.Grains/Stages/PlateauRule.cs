namespace ChainOfSight.Grains.Stages;

/// <summary>When a held-out loss has stopped falling.</summary>
/// <param name="Patience">Measurements without improvement that end the stage; 0 = never.</param>
/// <param name="MinImprovement">Share by which the best loss must fall to count, e.g. 0.005.</param>
public sealed record PlateauRule(int Patience, double MinImprovement)
{
    /// <summary>Whether the last <see cref="Patience"/> losses brought nothing.</summary>
    /// <param name="losses">Held-out losses of the stage in their order; a loss that is not finite counts as no improvement.</param>
    public bool IsReached(IEnumerable<double?> losses)
    {
        var best = double.PositiveInfinity;
        var since = 0;
        foreach (var loss in losses)
        {
            if (loss is { } value && double.IsFinite(value) && value < best * (1 - MinImprovement))
            {
                (best, since) = (value, 0);
            }
            else if (double.IsFinite(best))
            {
                since++;
            }
        }

        return Patience > 0 && since >= Patience;
    }
}
