using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Proofs.Bits;
using ChainOfSight.Proofs.Commands;
using ChainOfSight.Proofs.Processes;

namespace ChainOfSight.Proofs.Disturbed;

/// <summary>Real processes, killed, frozen, joined, drained and ended by seed: the bits are those of one undisturbed process.</summary>
internal sealed class Kill9Proof : IProof
{
    public string Name => "kill9";

    public string Promise => "Real processes that are killed (kill -9), frozen, joined, drained and ended by seed train to the bits of one undisturbed process.";

    public IReadOnlyList<ProofOption> Options { get; } =
    [
        new("seeds", 3, "how many seeds"),
        new("first", 1, "the first seed"),
        new("disturbances", 5, "disturbances of each run"),
    ];

    public async Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var files = new ProofFiles(new ProofRecipe { Samples = 8 }.Text());
        progress.Report("training undisturbed in one process");
        var undisturbed = await Undisturbed.TrainAsync(files, cancellationToken);
        var rows = new List<IReadOnlyList<string>>();
        var equal = 0;
        for (var i = 0; i < arguments["seeds"]; i++)
        {
            var seed = arguments["first"] + i;
            progress.Report($"seed {seed}: {i} of {arguments["seeds"]} done, {equal} with equal bits");
            var (done, generation, difference) = await TryAsync(files, undisturbed, seed, arguments["disturbances"], cancellationToken);
            equal += difference is null ? 1 : 0;
            rows.Add([$"{seed}", string.Join(", ", done), $"{generation}", difference ?? "equal"]);
        }

        return new ProofResult(
            ["seed", "disturbances", "generations", "bits"], rows, [new ProofVerdict(equal == rows.Count, $"{equal} of {rows.Count} runs have the bits of the undisturbed one")],
            $"Compared: SHA-256 of weights, optimizer state and position of the last checkpoint, and {undisturbed.Lines.Count} lines with each step's loss, gradient norm, loss tokens and hash of sample ids.");
    }

    // A run that does not end is a result too, and the others are measured all the same.
    private static async Task<DisturbedRun> TryAsync(ProofFiles files, RunBits undisturbed, int seed, int disturbances, CancellationToken cancellationToken)
    {
        try
        {
            return await DisturbedRun.RunAsync(files, undisturbed, seed, disturbances, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException or RefusedException)
        {
            await Console.Error.WriteLineAsync($"seed {seed}: {e.Message}");
            return new DisturbedRun([], 0, e.Message.Split('\n')[0]);
        }
    }
}
