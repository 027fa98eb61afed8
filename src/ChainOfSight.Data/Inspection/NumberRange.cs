namespace ChainOfSight.Data.Inspection;

/// <summary>Least, mean and largest of some numbers; all 0 where there was none.</summary>
/// <param name="Least">The least.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Most">The largest.</param>
public sealed record NumberRange(double Least, double Mean, double Most)
{
    /// <summary>Gathers numbers one by one.</summary>
    internal sealed class Gatherer
    {
        private long _count;
        private double _total;
        private double _least = double.PositiveInfinity;
        private double _most = double.NegativeInfinity;

        internal NumberRange Range => _count == 0 ? new NumberRange(0, 0, 0) : new NumberRange(_least, _total / _count, _most);

        internal void Add(double value)
        {
            _count++;
            _total += value;
            _least = Math.Min(_least, value);
            _most = Math.Max(_most, value);
        }
    }
}
