using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ChainOfSight.Proofs.Commands;

/// <summary>A result with where, when and how it was found, as text for docs/proofs.md or as JSON.</summary>
internal sealed record ProofReport(IProof Proof, ProofResult Result, ProofArguments Arguments, string Command, DateTimeOffset At, TimeSpan Took, MachineFacts Machine)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string Markdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### {Proof.Name}\n\n{Proof.Promise}\n\n`{Command}`\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{At:yyyy-MM-dd HH:mm} UTC, {Machine}; load {Machine.Load} at its end; it took {Took.TotalSeconds:0} s. Settings: {Settings()}.\n\n");
        if (Result.Notes.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Result.Notes}\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Result.Columns)} |\n|{string.Concat(Result.Columns.Select(_ => "---|"))}\n");
        foreach (var row in Result.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
        }

        text.Append('\n');
        foreach (var verdict in Result.Verdicts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(verdict.Kept ? "PASS" : "FAIL")}: {verdict.Text}\n");
        }

        return text.ToString();
    }

    public string Json() => JsonSerializer.Serialize(
        new
        {
            command = Proof.Name,
            promise = Proof.Promise,
            settings = Arguments.Values,
            at = At,
            seconds = Took.TotalSeconds,
            machine = Machine,
            kept = Result.Kept,
            verdicts = Result.Verdicts,
            columns = Result.Columns,
            rows = Result.Rows,
            notes = Result.Notes,
        },
        Indented);

    private string Settings() => Arguments.Values.Count == 0 ? "none" : string.Join(", ", Arguments.Values.Select(value => $"{value.Key} {value.Value}"));
}
