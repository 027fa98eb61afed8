namespace ChainOfSight.Benchmarks.Reporting;

/// <summary>The figures of one command.</summary>
/// <param name="Command">What to type after <c>cos bench</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Text">How it was measured.</param>
/// <param name="Setting">Date, machine, libraries, threads.</param>
/// <param name="Rows">The figures.</param>
internal sealed record BenchmarkTable(string Command, string Title, string Text, BenchmarkSetting Setting, IReadOnlyList<BenchmarkRow> Rows);
