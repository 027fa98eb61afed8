using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Proofs.Commands;
using ChainOfSight.Proofs.Processes;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Proofs.Figures;

/// <summary>How long the members of a run pause when another one joins.</summary>
internal sealed class JoinProof : IProof
{
    public string Name => "join";

    public string Promise => "At a join the others pause at most a median step and the time that the trained state's bytes take; who joins has the same weights by hash.";

    public IReadOnlyList<ProofOption> Options { get; } = [new("times", 6, "joins"), new("samples", 64, "samples per slot: what makes a step long")];

    public async Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var files = new ProofFiles(new ProofRecipe { Steps = 10_000_000, Slots = 4, Samples = arguments["samples"], SaveEvery = 40 }.Text());
        await using var cluster = await ProcessCluster.StartAsync(files, 1, cancellationToken);
        await cluster.SubmitAsync(1, 2, cancellationToken);
        await cluster.UntilAsync("a checkpoint", run => run.Step > 41, cancellationToken);
        var (pauses, medians, refused) = (new List<double>(), new List<double>(), 0);
        for (var i = 0; i < arguments["times"]; i++)
        {
            var before = await cluster.UntilAsync("one member", run => run.Phase == RunPhase.Training && run.Members.Count == 1, cancellationToken);
            var steps = before.Step;
            await cluster.UntilAsync("steps of one", run => run.Step > steps + 12, cancellationToken);
            var silo = (await cluster.StartSilosAsync(1, cancellationToken))[0];
            var joined = await cluster.UntilAsync(
                "the join", run => run.Phase == RunPhase.Training && run.Generation > before.Generation && run.Members.Count(member => member.IsMember) == 2, cancellationToken);
            steps = joined.Step;
            joined = await cluster.UntilAsync("steps of two", run => run.Step > steps + 3, cancellationToken);
            var lines = await StepLines.UntilAsync(cluster, joined.LastLine, cancellationToken);
            Measure(lines, before.Generation, pauses, medians);
            progress.Report($"join {i + 1} of {arguments["times"]}: {pauses[^1]:0.000} s beyond the median step of {medians[^1]:0.000} s");
            await cluster.Client.DrainAsync(silo.Name, cancellationToken);
            silo.Terminate();
            await ProcessCluster.Guarded("the silo to leave", silo.EndedAsync(cancellationToken), cancellationToken);
        }

        refused = cluster.All.Sum(silo => silo.Said.Count(line => line.Text.Contains("does not join", StringComparison.Ordinal)));
        var bytes = await StateBytesAsync(cluster, cancellationToken);
        var bandwidth = await LoopbackBandwidth.MeasureAsync(cancellationToken);
        var (pause, median) = (new Quantiles(pauses), new Quantiles(medians));
        var allowed = median.Median + bytes / bandwidth;
        return new ProofResult(
            ["joins", "median step s", "trained state", "loopback", "allowed s", "pause median s", "pause max s"],
            [[$"{pause.Count}", Quantiles.Text(median.Median, "0.000"), $"{bytes / 1024.0:0} KiB", $"{bandwidth / (1 << 20):0} MiB/s", Quantiles.Text(allowed, "0.000"), Quantiles.Text(pause.Median, "0.000"), Quantiles.Text(pause.Max, "0.000")]],
            [
                new ProofVerdict(pause.Median <= allowed, $"the others pause {pause.Median:0.000} s, allowed are {allowed:0.000} s"),
                new ProofVerdict(refused == 0, $"{pause.Count} replicas joined with the hash of their peer's state, {refused} were refused"),
            ],
            "Pause: the time between the last step before a join and the first one after it, less the median step of the twelve before. A replica joins only when the hash of weights, masters and moments that it built is its peer's.");
    }

    private static void Measure(IReadOnlyList<TimedStep> lines, long generation, List<double> pauses, List<double> medians)
    {
        var before = lines.Where(step => step.Generation == generation).TakeLast(12).ToList();
        var after = lines.First(step => step.Generation > generation);
        var median = new Quantiles(before.Zip(before.Skip(1), (one, next) => (next.At - one.At).TotalSeconds)).Median;
        medians.Add(median);
        pauses.Add(Math.Max(0, (after.At - before[^1].At).TotalSeconds - median));
    }

    private static async Task<long> StateBytesAsync(ProcessCluster cluster, CancellationToken cancellationToken)
    {
        var latest = (await new CheckpointCatalog(cluster.Store).ReadLatestAsync(ProofRecipe.Run, cancellationToken)).Pointer!;
        var bytes = 0L;
        foreach (var file in new[] { "weights.safetensors", "optimizer.safetensors" })
        {
            bytes += (await cluster.Store.ReadAsync(latest.Folder + file, cancellationToken: cancellationToken)).Bytes.Length;
        }

        return bytes;
    }
}
