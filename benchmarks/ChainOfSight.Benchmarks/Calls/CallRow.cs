namespace ChainOfSight.Benchmarks.Calls;

/// <summary>One sort of call that is timed.</summary>
/// <param name="What">Its name in the table.</param>
/// <param name="Caller">The grain that calls.</param>
/// <param name="Callee">Key of the grain that answers.</param>
/// <param name="Records">Whether records are sent, or numbers.</param>
internal sealed record CallRow(string What, IPingGrain Caller, string Callee, bool Records);
