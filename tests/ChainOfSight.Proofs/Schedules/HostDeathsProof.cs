using ChainOfSight.Proofs.Commands;
using ChainOfSight.Tests.Support.Schedules;

namespace ChainOfSight.Proofs.Schedules;

/// <summary>Kills the hosts of a run's grains at every moment of a step, a save and a stage change, a run each.</summary>
internal sealed class HostDeathsProof : IProof
{
    /// <inheritdoc/>
    public string Name => "host-deaths";

    /// <inheritdoc/>
    public string Promise => "The silo that hosts Run, StageManager or Checkpoint dies at any moment of a step, a save, a stage change: the run goes on to the same bits.";

    /// <inheritdoc/>
    public IReadOnlyList<ProofOption> Options { get; } = [new("parallel", Environment.ProcessorCount, "runs at a time"), new("every", 1, "takes each nth of them only")];

    /// <inheritdoc/>
    public async Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var all = await HostDeaths.EnumerateAsync();
        var deaths = all.Where((_, number) => number % arguments["every"] == 0).ToList();
        progress.Report($"{all.Count} deaths, {deaths.Count} of them are tried");
        var sweep = await ScheduleSweep.RunAsync(
            deaths, arguments["parallel"],
            (done, fault) =>
            {
                if (fault is not null || done.Seeds % 20 == 0)
                {
                    progress.Report(fault ?? done.ToString());
                }
            },
            cancellationToken);
        return new ProofResult(
            ["deaths", "found their moment", "generations", "equal bits"],
            [[$"{deaths.Count}", $"{sweep.Happened.Values.Sum()}", $"{sweep.Generations}", $"{sweep.Seeds - sweep.Faults.Count}"]],
            [
                new(sweep.Faults.Count == 0, $"{sweep.Seeds - sweep.Faults.Count} of {sweep.Seeds} runs have equal weights, optimizer, state, losses, norms and samples"),
                .. sweep.Faults.Select(fault => new ProofVerdict(false, fault.Split('\n')[0])),
            ]);
    }
}
