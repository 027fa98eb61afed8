using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Proofs.Commands;
using ChainOfSight.Tests.Support.Elastic;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Proofs.Figures;

/// <summary>How much is computed twice when members die again and again, and what is left of the speed.</summary>
internal sealed class RecomputeProof : IProof
{
    private const int Silos = 4;
    private const int Slots = 8;
    private const int Samples = 64;
    private const double Limit = 0.05;

    public string Name => "recompute";

    public string Promise => "With 4 replicas, a kill and a re-join every 5.5 steps, at most 5 % of the applied samples are computed again.";

    public IReadOnlyList<ProofOption> Options { get; } = [new("steps", 300, "steps of each run", Least: 20), new("seed", 1, "decides who is killed")];

    public async Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var recipe = TinyRecipe.ReadOnly(
            "pre", ("\"steps\": 8, \"slots\": 3, \"samplesPerSlot\": 2", $"\"steps\": {arguments["steps"]}, \"slots\": {Slots}, \"samplesPerSlot\": {Samples}"),
            ("\"lossSamples\": 8, \"everySteps\": 4", "\"lossSamples\": 8"), ("\"everySteps\": 3, \"keep\": 3", "\"everySteps\": 50, \"keep\": 3"));
        progress.Report("training undisturbed");
        var undisturbed = await TrainAsync(recipe, disturb: null, cancellationToken);
        var random = new Random(arguments["seed"]);
        var kills = 0;
        var disturbed = await TrainAsync(recipe, DisturbAsync, cancellationToken);
        var share = disturbed.View.RepeatedSlots / (double)disturbed.View.AppliedSlots;
        var every = arguments["steps"] / (double)kills;
        return new ProofResult(
            ["run", "steps", "kills and re-joins", "applied samples", "computed again", "share", "seconds", "goodput, samples/s"],
            [Row("undisturbed", undisturbed, 0), Row("disturbed", disturbed, kills)],
            [
                new ProofVerdict(share <= Limit, $"{share:P2} of the samples were computed again, promised are {Limit:P0}"),
                new ProofVerdict(every <= 6, $"a kill and a re-join every {every:0.0} steps"),
                new ProofVerdict(
                    disturbed.View.AppliedSlots == (long)arguments["steps"] * Slots && undisturbed.View.AppliedSlots == disturbed.View.AppliedSlots,
                    $"every step counts once: {disturbed.View.AppliedSlots} slots of {arguments["steps"]} steps of {Slots}"),
            ],
            "Four silos in this process, one lane with real tensors each. Counted again is all that was given to a killed member in a step and that nobody else held: an upper bound, for nobody knows how far it had come.");

        async Task DisturbAsync(TensorCluster cluster)
        {
            for (var next = 5L; ;)
            {
                var view = await cluster.UntilAsync(
                    $"step {next} with all silos", run => IsOver(run) || run.Step >= next && run.Phase == RunPhase.Training && run.Members.Count(member => member.IsMember) == Silos);
                if (IsOver(view) || view.Step >= view.Steps - 6)
                {
                    return;
                }

                cluster.Kill(cluster.Cluster.Silos[random.Next(cluster.Cluster.Silos.Count)]);
                kills++;
                await cluster.Cluster.StartSiloAsync();
                await cluster.WakeAsync();
                next += 5 + kills % 2;
                progress.Report($"step {view.Step} of {view.Steps}, {kills} kills, {view.RepeatedSlots} of {view.AppliedSlots} slots computed again");
            }
        }
    }

    private static async Task<(RunView View, TimeSpan Took)> TrainAsync(Recipe recipe, Func<TensorCluster, Task>? disturb, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var cluster = await TensorCluster.StartAsync(Silos);
        await cluster.SubmitAsync(recipe, 1, Silos);
        await cluster.UntilAsync("the first step", run => run.Step > 0);
        var begun = TimeProvider.System.GetTimestamp();
        await (disturb?.Invoke(cluster) ?? Task.CompletedTask);
        var view = await cluster.UntilAsync("the end", IsOver);
        return view.Phase == RunPhase.Completed ? (view, TimeProvider.System.GetElapsedTime(begun)) : throw new InvalidOperationException($"The run came to rest as {view.Phase}: {view.Reason}");
    }

    private static bool IsOver(RunView run) => run.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held;

    private static IReadOnlyList<string> Row(string what, (RunView View, TimeSpan Took) run, int kills) =>
    [
        what, $"{run.View.Steps}", $"{kills}", $"{run.View.AppliedSlots * Samples}", $"{run.View.RepeatedSlots * Samples}",
        Quantiles.Text(100.0 * run.View.RepeatedSlots / run.View.AppliedSlots) + " %", Quantiles.Text(run.Took.TotalSeconds, "0.0"), Quantiles.Text(run.View.AppliedSlots * Samples / run.Took.TotalSeconds, "0"),
    ];
}
