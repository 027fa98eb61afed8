using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Proofs.Bits;
using ChainOfSight.Proofs.Commands;
using ChainOfSight.Proofs.Processes;

namespace ChainOfSight.Proofs.Disturbed;

/// <summary>Everything dies at once and is started again with the same commands: the run resumes by itself.</summary>
internal sealed class RestartProof : IProof
{
    public string Name => "restarts";

    public string Promise => "Everything killed at once and started again with the same commands resumes by itself, to the same bits.";

    public IReadOnlyList<ProofOption> Options { get; } =
    [
        new("times", 5, "how many runs, each killed once or twice"),
        new("first", 1, "the first seed"),
        new("silos", 2, "silo processes"),
    ];

    public async Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var files = new ProofFiles(new ProofRecipe { Steps = 30, FineSteps = 20, Samples = 4, SaveEvery = 8 }.Text());
        progress.Report("training undisturbed in one process");
        var undisturbed = await Undisturbed.TrainAsync(files, cancellationToken);
        var bad = new List<IReadOnlyList<string>>();
        var times = arguments["times"];
        var kills = 0;
        for (var i = 0; i < times; i++)
        {
            var seed = arguments["first"] + i;
            progress.Report($"run {i + 1} of {times}, {i - bad.Count} with equal bits");
            try
            {
                var (killed, difference) = await RestartedRun.RunAsync(files, undisturbed, seed, arguments["silos"], cancellationToken);
                kills += killed;
                if (difference is not null)
                {
                    bad.Add([$"{seed}", difference]);
                }
            }
            catch (Exception e) when (e is TimeoutException or InvalidOperationException)
            {
                await Console.Error.WriteLineAsync($"seed {seed}: {e.Message}");
                bad.Add([$"{seed}", e.Message.Split('\n')[0]]);
            }
        }

        return new ProofResult(
            ["runs", "times everything was killed", "resumed by itself to the same bits"], [[$"{times}", $"{kills}", $"{times - bad.Count}"]],
            [new ProofVerdict(bad.Count == 0, $"{times - bad.Count} of {times} resumed by themselves with equal bits{string.Concat(bad.Select(one => $"; seed {one[0]}: {one[1]}"))}")]);
    }
}
