using System.Globalization;

namespace ChainOfSight.Data.Scenes;

/// <summary>Gathers faults of options, so that all are told at once.</summary>
internal sealed class FaultList
{
    private readonly List<string> _faults = [];

    internal IReadOnlyList<string> All => _faults;

    internal void Add(string fault) => _faults.Add(fault);

    internal void Whole(string key, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            _faults.Add($"{key} = {value} is not a whole number from {least} to {most}.");
        }
    }

    internal void Share(string key, double value, double least, double most)
    {
        // Written so that not-a-number is a fault.
        if (!(value >= least && value <= most))
        {
            _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{key} = {value} is not from {least} to {most:0.###}."));
        }
    }

    internal void Filled<T>(string key, IReadOnlyList<T> values)
    {
        if (values.Count == 0 || values.Any(value => value is null or ""))
        {
            _faults.Add($"{key} is empty or holds an empty entry; it needs at least one.");
        }
    }
}
