using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Proofs.Commands;
using ChainOfSight.Proofs.Processes;

namespace ChainOfSight.Proofs.Figures;

/// <summary>How long a run stands still after a member was killed or frozen.</summary>
internal sealed class RecoveryProof : IProof
{
    private const int Silos = 3;
    private static readonly TimeSpan Limit = EngineProofs.Recovery;
    private static readonly TimeSpan Silence = EngineProofs.Silence;

    public string Name => "recovery";

    public string Promise => $"From kill -9 of a member to the next applied step at most {Limit.TotalSeconds:0} s; of a frozen one at most its time-out of {Silence.TotalSeconds:0} s and {Limit.TotalSeconds:0} s.";

    public IReadOnlyList<ProofOption> Options { get; } =
    [
        new("times", 10, "kills, every second one of the silo that has the run"),
        new("frozen", 2, "members that are frozen instead", Least: 0),
    ];

    public async Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var files = new ProofFiles(new ProofRecipe { Steps = 10_000_000, Slots = 6, SaveEvery = 500 }.Text());
        await using var cluster = await ProcessCluster.StartAsync(files, Silos, cancellationToken);
        await cluster.SubmitAsync(1, Silos, cancellationToken);
        var (members, hosts, frozen) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < arguments["times"] + arguments["frozen"]; i++)
        {
            var isFrozen = i >= arguments["times"];
            var into = isFrozen ? frozen : i % 2 == 0 ? members : hosts;
            into.Add(await OnceAsync(cluster, ofHost: into == hosts, isFrozen, cancellationToken));
            progress.Report($"{(isFrozen ? "frozen" : into == hosts ? "killed the run's silo" : "killed a member")}: {into[^1]:0.00} s ({i + 1} of {arguments["times"] + arguments["frozen"]})");
        }

        var rows = new[] { Row("kill -9 of a member", members), Row("kill -9 of the silo with the run", hosts), Row("frozen member", frozen) };
        var killed = new Quantiles(members.Concat(hosts));
        return new ProofResult(
            ["what", "times", "median s", "p90 s", "max s"], rows,
            [
                new ProofVerdict(killed.Max <= Limit.TotalSeconds, $"after a kill the next step is applied within {killed.Max:0.00} s, promised are {Limit.TotalSeconds:0} s"),
                .. frozen.Count == 0 ? Array.Empty<ProofVerdict>() :
                    [new ProofVerdict(frozen.Max() <= (Silence + Limit).TotalSeconds, $"after a freeze within {frozen.Max():0.00} s, promised are {(Silence + Limit).TotalSeconds:0} s")],
            ]);
    }

    private static async Task<double> OnceAsync(ProcessCluster cluster, bool ofHost, bool isFrozen, CancellationToken cancellationToken)
    {
        var view = await cluster.UntilAsync(
            "all silos training", run => run.Phase == RunPhase.Training && run.Members.Count(member => member.IsMember) == Silos, cancellationToken);
        var from = view.Step;
        view = await cluster.UntilAsync("some more steps", run => run.Step > from + 3, cancellationToken);
        var host = cluster.Host();
        var members = cluster.Living.Where(silo => view.Members.Any(member => member.Replica.StartsWith($"{silo.Name}/", StringComparison.Ordinal))).ToList();
        var victim = ofHost ? host ?? members[0] : members.First(silo => silo != host);
        var at = TimeProvider.System.GetUtcNow();
        if (isFrozen)
        {
            victim.Freeze();
        }
        else
        {
            victim.Kill();
        }

        var next = await StepLines.FirstAfterAsync(cluster, view.Generation, cancellationToken);
        if (isFrozen)
        {
            victim.Thaw();
            await ProcessCluster.Guarded("the frozen silo to end", victim.EndedAsync(cancellationToken), cancellationToken);
        }

        await cluster.StartSilosAsync(1, cancellationToken);
        return (next.At - at).TotalSeconds;
    }

    private static IReadOnlyList<string> Row(string what, IReadOnlyList<double> seconds)
    {
        var measured = new Quantiles(seconds);
        return [what, $"{measured.Count}", Quantiles.Text(measured.Median), Quantiles.Text(measured.At(0.9)), Quantiles.Text(measured.Max)];
    }
}
