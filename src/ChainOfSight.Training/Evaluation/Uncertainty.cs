namespace ChainOfSight.Training.Evaluation;

/// <summary>Standard errors of the figures that an evaluation reports.</summary>
public static class Uncertainty
{
    /// <summary>
    /// Binomial standard error √(p(1−p)/n) of a share. Where all or none are right p is taken as (k+1)/(n+2) (Laplace), because
    /// an error of zero would claim a certainty that n answers cannot give.
    /// </summary>
    /// <param name="right">How many were right.</param>
    /// <param name="count">Out of how many; at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below one, or more were right than asked.</exception>
    public static double OfShare(int right, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(right, count);
        var share = right == 0 || right == count ? (right + 1.0) / (count + 2.0) : (double)right / count;
        return Math.Sqrt(share * (1 - share) / count);
    }

    /// <summary>Standard error of a mean: √(sample variance / n), variance with n − 1; null where n is 1 or all values are equal.</summary>
    /// <param name="values">The values, one per answer; at least one.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double? OfMean(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("A mean needs at least one value; none was given.", nameof(values));
        }

        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return values.Count == 1 || squares == 0 ? null : Math.Sqrt(squares / (values.Count - 1) / values.Count);
    }
}
