using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Proofs.Commands;
using ChainOfSight.Proofs.Processes;

namespace ChainOfSight.Proofs.Figures;

/// <summary>How long a status query takes while the run trains, loses a silo in good order, and changes its stage.</summary>
internal sealed class StatusProof : IProof
{
    private const double LimitMilliseconds = 100;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    public string Name => "status";

    public string Promise => $"Status answers in {LimitMilliseconds:0} ms while a run trains, drains a silo and changes its stage.";

    public IReadOnlyList<ProofOption> Options { get; } = [new("seconds", 30, "how long the training is asked; the drain and the stage change come after"), new("silos", 3, "silo processes", Least: 2)];

    public async Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var files = new ProofFiles(new ProofRecipe { Steps = 10_000_000, FineSteps = 10_000_000, SaveEvery = 200 }.Text());
        await using var cluster = await ProcessCluster.StartAsync(files, arguments["silos"], cancellationToken);
        await cluster.SubmitAsync(1, arguments["silos"], cancellationToken);
        await cluster.UntilAsync("training", run => run.Step > 2, cancellationToken);

        progress.Report("asking while it trains");
        var begun = TimeProvider.System.GetTimestamp();
        var training = await AskAsync(cluster, _ => TimeProvider.System.GetElapsedTime(begun).TotalSeconds > arguments["seconds"], cancellationToken);

        progress.Report("asking while a silo is drained and leaves");
        var leaving = cluster.Living.First(silo => silo != cluster.Host());
        await cluster.Client.DrainAsync(leaving.Name, cancellationToken);
        leaving.Terminate();
        var draining = await AskAsync(cluster, _ => leaving.HasExited, cancellationToken);

        progress.Report("asking while the stage changes");
        await cluster.Run.StageAsync(new StageOrder { Kind = StageOrderKind.Next }, cancellationToken);
        var changing = await AskAsync(cluster, run => run.StageIndex == 1 && run.Step > 2, cancellationToken);

        var all = new Quantiles(training.Concat(draining).Concat(changing));
        return new ProofResult(
            ["while", "queries", "median ms", "p99 ms", "max ms"],
            [Row("it trains", training), Row("a silo drains and leaves", draining), Row("the stage changes", changing)],
            [new ProofVerdict(all.At(0.99) <= LimitMilliseconds, $"p99 of all {all.Count} queries is {all.At(0.99):0.0} ms, the longest took {all.Max:0.0} ms; promised are {LimitMilliseconds:0} ms")],
            "Each query is a call of the client in this process to the silo process that has the run; the silos have all cores busy.");
    }

    private static async Task<List<double>> AskAsync(ProcessCluster cluster, Func<RunView, bool> isOver, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        RunView view;
        do
        {
            var begun = TimeProvider.System.GetTimestamp();
            view = await cluster.Run.StatusAsync(cancellationToken);
            times.Add(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
            await Task.Delay(Pace, cancellationToken);
        }
        while (!isOver(view));
        return times;
    }

    private static IReadOnlyList<string> Row(string what, IReadOnlyList<double> milliseconds)
    {
        var measured = new Quantiles(milliseconds);
        return [what, $"{measured.Count}", Quantiles.Text(measured.Median), Quantiles.Text(measured.At(0.99)), Quantiles.Text(measured.Max)];
    }
}
