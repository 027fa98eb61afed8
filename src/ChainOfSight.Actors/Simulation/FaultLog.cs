namespace ChainOfSight.Actors.Simulation;

/// <summary>Counts the faults that really occurred.</summary>
public sealed class FaultLog
{
    private readonly int[] counts = new int[Enum.GetValues<FaultKind>().Length];

    /// <summary>How often a kind occurred.</summary>
    /// <param name="kind">The kind.</param>
    public int this[FaultKind kind] => counts[(int)kind];

    /// <summary>Counts one.</summary>
    /// <param name="kind">The kind.</param>
    public void Note(FaultKind kind) => counts[(int)kind]++;

    /// <summary>Adds another run's counts.</summary>
    /// <param name="other">The other run.</param>
    public void Add(FaultLog other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", Enum.GetValues<FaultKind>().Select(kind => $"{kind} {this[kind]}"));
}
