using ChainOfSight.Storage;

namespace ChainOfSight.Proofs.Commands;

/// <summary>The program: finds the command, runs it, writes the result; 0 all promises kept, 1 one was not, 2 wrong usage, 130 interrupted.</summary>
internal static class ProofProgram
{
    private const string Start = "dotnet run -c Release --project tests/ChainOfSight.Proofs --";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            if (arguments.Count == 0 || arguments[0] is "--help" or "-h")
            {
                await output.WriteAsync(Help());
                return arguments.Count == 0 ? 2 : 0;
            }

            var proof = ProofList.All.FirstOrDefault(known => known.Name == arguments[0])
                ?? throw new UserErrorException($"There is no command '{arguments[0]}'. There are {string.Join(", ", ProofList.All.Select(known => known.Name))}; --help says what they prove.");
            if (arguments.Contains("--help") || arguments.Contains("-h"))
            {
                await output.WriteAsync(HelpOf(proof));
                return 0;
            }

            return await RunAsync(proof, arguments, output, error, cancellationToken);
        }
        catch (UserErrorException e)
        {
            await error.WriteLineAsync($"error: {e.Message}");
            return 2;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("interrupted");
            return 130;
        }
    }

    private static async Task<int> RunAsync(IProof proof, IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = ProofArguments.Parse(proof, [.. arguments.Skip(1)]);
        var progress = new ProgressLines(error, TimeProvider.System);
        var begun = TimeProvider.System.GetTimestamp();
        var result = await proof.RunAsync(parsed, progress, cancellationToken);
        var report = new ProofReport(proof, result, parsed, $"{Start} {string.Join(' ', arguments.Where(argument => argument != "--json"))}",
            TimeProvider.System.GetUtcNow(), TimeProvider.System.GetElapsedTime(begun), MachineFacts.Read());
        await output.WriteLineAsync(parsed.Json ? report.Json() : report.Markdown());
        return result.Kept ? 0 : 1;
    }

    private static string Help() =>
        $"usage: {Start} COMMAND [--json] [options]\n\n"
        + string.Concat(ProofList.All.Select(proof => $"  {proof.Name,-12} {proof.Promise}\n"))
        + "\nCOMMAND --help names its options. The result is a Markdown table, or JSON with --json; exit code 1 where a promise was not kept.\n";

    private static string HelpOf(IProof proof) =>
        $"{proof.Promise}\n\nusage: {Start} {proof.Name} [--json]{string.Concat(proof.Options.Select(option => $" [--{option.Name} N]"))}\n\n"
        + string.Concat(proof.Options.Select(option => $"  --{option.Name,-12} {option.Meaning} (default {option.Default})\n"));
}
