using System.Globalization;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Cli.Commands;

/// <summary>A run's view in words.</summary>
internal static class RunText
{
    /// <summary>One line: phase, stage and step, loss, replicas, and why it stands there.</summary>
    public static string Line(RunView view)
    {
        var parts = new List<string> { Words(view.Phase) };
        if (view.Stage is not null)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"stage {view.Stage} step {view.Step:N0}/{view.Steps:N0}"));
        }

        if (view.Loss is { } loss)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"loss {loss:0.0000}"));
        }

        if (view.Members.Count > 0)
        {
            var replicas = view.Members.Count(member => member.IsMember);
            parts.Add($"{replicas} {(replicas == 1 ? "replica" : "replicas")} in generation {view.Generation}");
        }

        return string.Join(", ", parts) + (view.WaitsFor is { } wait ? $"; waits for {wait}" : "") + (view.Reason is { } reason ? $". {reason}" : "");
    }

    /// <summary>A phase as people say it.</summary>
    public static string Words(RunPhase phase) => phase switch
    {
        RunPhase.Unknown => "unknown",
        RunPhase.Gathering => "gathering its replicas",
        RunPhase.ChangingStage => "changing its stage",
        _ => phase.ToString().ToLowerInvariant(),
    };
}
