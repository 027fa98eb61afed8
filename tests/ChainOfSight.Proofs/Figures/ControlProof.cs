using System.Security.Cryptography;
using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Proofs.Commands;
using ChainOfSight.Proofs.Processes;
using ChainOfSight.Silo.Hosting;
using ChainOfSight.Silo.Settings;
using ChainOfSight.Training.Recipes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChainOfSight.Proofs.Figures;

/// <summary>The share of a step in which a lane waits for the word of its run, from when the last lane has answered: until then it waits for that lane.</summary>
internal sealed class ControlProof : IProof
{
    private const double Limit = 0.01;
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(500);

    public string Name => "control";

    public string Promise => "A lane waits for control at most 1 % of the time of its steps, from spans.";

    public IReadOnlyList<ProofOption> Options { get; } =
    [
        new("steps", 1000, "steps of each of the two runs; the promise is about 1000 and more", Least: 10),
        new("samples", 8, "samples per slot, two slots a step; the quick start has 16 a step"),
        new("replicas", 0, "only the run with so many; 0: one with 1 and one with 2", Least: 0),
    ];

    public async Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var files = new ProofFiles(ControlRecipe.Text(arguments["steps"] + 1, 2, arguments["samples"]));
        var rows = new List<IReadOnlyList<string>>();
        var verdicts = new List<ProofVerdict>();
        foreach (var replicas in arguments["replicas"] is > 0 and var only ? [only] : new[] { 1, 2 })
        {
            var shares = await TrainAsync(files, replicas, progress, cancellationToken);
            rows.AddRange(shares.Select(share => Row(replicas, share)));
            var worst = shares.Max(share => share.Control / share.Total);
            verdicts.Add(new ProofVerdict(
                shares.Count == replicas && worst <= Limit, $"{(replicas == 1 ? "one replica waits" : $"{replicas} replicas wait at most")} {worst:P2} of {shares.Min(share => share.Steps)} steps for control, promised is {Limit:P0}"));

            // Each of the two takes minutes: what the first one found is not lost with the second.
            progress.Report(verdicts[^1].Text);
        }

        return new ProofResult(
            ["replicas", "steps", "step ms", "compute %", "apply %", "data wait %", "exchange wait %", "wait for others' answers %", "control wait %", "control wait per step ms"], rows, verdicts,
            $"Model and image size of the quick start, {2 * arguments["samples"]} samples a step in two slots, one thread per lane, each replica in a silo of its own in this process, silos joined over HTTP/2 on loopback. Spans of the source {Training.Elastic.TrainingSpans.Source}.");
    }

    private static async Task<IReadOnlyList<LaneShare>> TrainAsync(ProofFiles files, int replicas, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var store = files.NewStore();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var silos = new List<SiloHost>();
        using var times = new LaneTimes();
        try
        {
            for (var i = 0; i < replicas; i++)
            {
                silos.Add(await SiloHost.StartAsync(
                    new SiloSettings { Name = $"c{i}", Store = store, Secret = secret, LogFolder = "" }, NullLoggerFactory.Instance, cancellationToken: cancellationToken));
            }

            var run = silos[0].Client.Run(ControlRecipe.Run);
            var recipe = RecipeText.Resolve(await RecipeReader.ReadFileAsync(files.Recipe, cancellationToken));
            await run.SubmitAsync(new RunSubmission { Recipe = recipe, MinReplicas = replicas, MaxReplicas = replicas }, cancellationToken);
            var view = await run.StatusAsync(cancellationToken);
            while (!RunClient.IsOver(view.Phase))
            {
                await Task.Delay(LookPeriod, cancellationToken);
                view = await run.StatusAsync(cancellationToken);
                progress.Report($"{replicas} replica(s): step {view.Step} of {view.Steps}");
            }

            return view.Phase == RunPhase.Completed ? times.Shares() : throw new InvalidOperationException($"The run came to rest as {view.Phase}: {view.Reason}");
        }
        finally
        {
            foreach (var silo in silos)
            {
                await silo.StopAsync(CancellationToken.None);
                await silo.DisposeAsync();
            }
        }
    }

    private static IReadOnlyList<string> Row(int replicas, LaneShare share) =>
    [
        $"{replicas}", $"{share.Steps}", Quantiles.Text(share.Total.TotalMilliseconds / share.Steps, "0.0"), Percent(share.Compute, share.Total), Percent(share.Apply, share.Total), Percent(share.Data, share.Total), Percent(share.Exchange, share.Total), Percent(share.Peers, share.Total),
        Percent(share.Control, share.Total), Quantiles.Text(share.Control.TotalMilliseconds / share.Steps, "0.000"),
    ];

    private static string Percent(TimeSpan of, TimeSpan total) => Quantiles.Text(100 * (of / total));
}
