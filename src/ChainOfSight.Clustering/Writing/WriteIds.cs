namespace ChainOfSight.Clustering;

/// <summary>Names writes, so that a writer recognises its own after a lost reply.</summary>
/// <param name="writer">Unique for each start of a process; appears in the records, for people too.</param>
public sealed class WriteIds(string writer)
{
    private long last;

    /// <summary>Ids for this start of the process.</summary>
    public static WriteIds OfThisProcess() => new($"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <summary>An id that no other write has.</summary>
    public string Next() => $"{writer}#{Interlocked.Increment(ref last)}";
}
