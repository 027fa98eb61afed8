using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Proofs.Commands;
using ChainOfSight.Proofs.Processes;

namespace ChainOfSight.Proofs.Figures;

/// <summary>Many processes on few cores, all training, others competing with them: nobody is taken for dead.</summary>
internal sealed class BusyProof : IProof
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);

    // What a silo prints when it suspects another, loses a member, or ends itself.
    private static readonly string[] Signs = ["seems dead", "is lost", "ends itself", "begins anew"];

    public string Name => "busy";

    public string Promise => "No false death while busy processes share few cores.";

    public IReadOnlyList<ProofOption> Options { get; } =
    [
        new("minutes", 2, "how long"),
        new("processes", 7, "silo processes, one replica each"),
        new("load", 2, "threads of this program that compete with them", Least: 0),
    ];

    public async Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var processes = arguments["processes"];
        using var files = new ProofFiles(new ProofRecipe { Steps = 10_000_000, Slots = 2 * processes, Samples = 16, SaveEvery = 100 }.Text());
        progress.Report($"starting {processes} silos");
        await using var cluster = await ProcessCluster.StartAsync(files, processes, cancellationToken);
        await cluster.SubmitAsync(processes, processes, cancellationToken);
        var first = await cluster.UntilAsync("all silos training", run => run.Step > 1 && run.Members.Count(member => member.IsMember) == processes, cancellationToken);

        var before = Suspicions(cluster);
        using var load = new CompetingLoad(arguments["load"]);
        var begun = TimeProvider.System.GetTimestamp();
        var length = TimeSpan.FromMinutes(arguments["minutes"]);
        var last = first;
        while (TimeProvider.System.GetElapsedTime(begun) is var passed && passed < length)
        {
            await Task.Delay(LookPeriod, cancellationToken);
            last = await cluster.LookAsync(cancellationToken) ?? last;
            progress.Report($"{passed:hh\\:mm\\:ss} of {length:hh\\:mm\\:ss}: step {last.Step}, generation {last.Generation}, {last.Members.Count} members, {Suspicions(cluster) - before} suspicions");
        }

        last = await cluster.UntilAsync("the run to answer at the end", _ => true, cancellationToken);
        var (ended, suspicions, generations) = (cluster.All.Count(silo => silo.HasExited), Suspicions(cluster) - before, last.Generation - first.Generation);
        foreach (var line in cluster.All.SelectMany(silo => silo.Said.Where(IsSign).Select(line => $"{silo.Name}: {line.Text}")))
        {
            await Console.Error.WriteLineAsync(line);
        }

        return new ProofResult(
            ["minutes", "processes", "competing threads", "steps", "processes that ended", "suspicions and losses", "changes of generation"],
            [[$"{arguments["minutes"]}", $"{processes}", $"{arguments["load"]}", $"{last.Step - first.Step}", $"{ended}", $"{suspicions}", $"{generations}"]],
            [
                new ProofVerdict(ended + suspicions + generations == 0, $"{ended} deaths, {suspicions} suspicions or losses and {generations} changes of generation without a cause"),
                new ProofVerdict(last.Phase == RunPhase.Training && last.Step > first.Step, $"the run trained on, {last.Step - first.Step} steps"),
            ]);
    }

    private static bool IsSign(SaidLine line) => Signs.Any(sign => line.Text.Contains(sign, StringComparison.Ordinal));

    private static int Suspicions(ProcessCluster cluster) => cluster.All.Sum(silo => silo.Said.Count(IsSign));
}
