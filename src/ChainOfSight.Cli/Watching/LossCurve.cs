namespace ChainOfSight.Cli.Watching;

/// <summary>The losses of a stage as a line of blocks: low ones low. Keeps a bounded number of means over equally many steps each.</summary>
internal sealed class LossCurve
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private readonly int most;
    private readonly List<double> means = [];
    private double sum;
    private int counted;
    private int perMean = 1;

    /// <summary>An empty curve.</summary>
    /// <param name="most">Most means that are kept; an even number.</param>
    public LossCurve(int most) => this.most = most;

    /// <summary>Adds a step's loss; one that is not finite has no place in a curve.</summary>
    public void Add(double loss)
    {
        if (!double.IsFinite(loss))
        {
            return;
        }

        (sum, counted) = (sum + loss, counted + 1);
        if (counted < perMean)
        {
            return;
        }

        means.Add(sum / counted);
        (sum, counted) = (0, 0);
        if (means.Count >= most)
        {
            Halve();
        }
    }

    /// <summary>Draws it.</summary>
    public string Draw()
    {
        if (means.Count == 0)
        {
            return "";
        }

        var (low, high) = (means.Min(), means.Max());
        return string.Concat(means.Select(mean => Blocks[high > low ? (int)Math.Round((mean - low) / (high - low) * (Blocks.Length - 1)) : 0]));
    }

    private void Halve()
    {
        for (var i = 0; i < means.Count / 2; i++)
        {
            means[i] = (means[2 * i] + means[(2 * i) + 1]) / 2;
        }

        means.RemoveRange(means.Count / 2, means.Count - (means.Count / 2));
        perMean *= 2;
    }
}
