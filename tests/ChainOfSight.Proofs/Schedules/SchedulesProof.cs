using ChainOfSight.Proofs.Commands;
using ChainOfSight.Tests.Support.Schedules;

namespace ChainOfSight.Proofs.Schedules;

/// <summary>Disturbs runs with real tensors by seed and compares their bits with those of the undisturbed one.</summary>
internal sealed class SchedulesProof : IProof
{
    /// <inheritdoc/>
    public string Name => "schedules";

    /// <inheritdoc/>
    public string Promise => "A run disturbed by kills, zombies, joins, drains, stops, pauses and stage orders has the bits of the undisturbed one.";

    /// <inheritdoc/>
    public IReadOnlyList<ProofOption> Options { get; } =
    [
        new("seeds", 1000, "schedules to run"),
        new("from", 1, "the first seed", Least: 0),
        new("parallel", Environment.ProcessorCount, "runs at a time"),
    ];

    /// <inheritdoc/>
    public async Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var told = 0;
        var sweep = await ScheduleSweep.RunAsync(
            arguments["from"], arguments["seeds"], arguments["parallel"],
            (done, fault) =>
            {
                if (fault is not null || Interlocked.Increment(ref told) % 20 == 0)
                {
                    progress.Report(fault ?? done.ToString());
                }
            },
            cancellationToken);
        return new ProofResult(
            ["disturbance", "times"],
            [.. sweep.Happened.OrderBy(one => one.Key).Select(one => (IReadOnlyList<string>)[one.Key.ToString(), $"{one.Value}"])],
            [
                new(sweep.Faults.Count == 0, $"{sweep.Seeds - sweep.Faults.Count} of {sweep.Seeds} runs have equal weights, optimizer, state, losses, norms and samples"),
                .. sweep.Faults.Select(fault => new ProofVerdict(false, fault.Split('\n')[0])),
            ],
            $"Silos in one process, each with a lane of real tensors; three stages of 17 steps; {sweep.Generations} generations; "
            + $"{(double)sweep.Happened.Values.Sum() / Math.Max(1, sweep.Seeds):0.0} disturbances in the 17 steps of a run, for which {sweep.ReadAgainShare:P1} of the slots were read "
            + $"again (an upper bound of the recomputed ones, returns to a checkpoint included); {Environment.CpuUsage.TotalTime.TotalSeconds / Math.Max(1, sweep.Seeds):0.00} s of processor time per run.");
    }
}
