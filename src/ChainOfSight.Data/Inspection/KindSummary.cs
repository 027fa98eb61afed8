using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Inspection;

/// <summary>Questions of one kind.</summary>
/// <param name="Task">Their task.</param>
/// <param name="Kind">Their kind; the task's name where they have none.</param>
/// <param name="Count">How many.</param>
/// <param name="Answers">How many different answers.</param>
/// <param name="Frequent">The most frequent answers with their counts, most frequent first, at most ten.</param>
public sealed record KindSummary(SampleTask Task, string Kind, long Count, int Answers, IReadOnlyList<KeyValuePair<string, long>> Frequent)
{
    /// <summary>Share of the most frequent answer: what a model scores that always says it.</summary>
    public double ConstantShare => Count == 0 ? 0 : (double)Frequent[0].Value / Count;
}
