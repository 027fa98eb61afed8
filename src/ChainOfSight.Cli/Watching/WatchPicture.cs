using System.Globalization;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Training.Progress;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ChainOfSight.Cli.Watching;

/// <summary>One picture of a run and its cluster, ready to be drawn.</summary>
/// <param name="Run">The run; null before the first look.</param>
/// <param name="Cluster">The silos; null before the first look.</param>
/// <param name="Replicas">What the run's replicas do.</param>
/// <param name="Stages">Names of the run's stages; empty before they were told.</param>
/// <param name="Step">The last step that was told of.</param>
/// <param name="Curve">The losses of the stage as a line of blocks.</param>
/// <param name="Lines">The last events of the run, one line each.</param>
/// <param name="Fault">Why nothing can be seen now; null where it can.</param>
internal sealed record WatchPicture(
    RunView? Run, ClusterView? Cluster, IReadOnlyList<ReplicaView> Replicas, IReadOnlyList<string> Stages, StepDone? Step, string Curve, IReadOnlyList<string> Lines, string? Fault)
{
    private const int BarWidth = 40;
    private static readonly Style Dim = new(decoration: Decoration.Dim);

    /// <summary>Draws it.</summary>
    public IRenderable Draw()
    {
        var rows = new List<IRenderable> { Run is null ? new Text("looking for the run …", Dim) : Title(Run) };
        if (Run is not null)
        {
            rows.AddRange(Progress(Run));
            rows.AddRange(Needs(Run));
        }

        if (Cluster is not null)
        {
            rows.Add(Silos());
        }

        rows.AddRange(Lines.Select(line => new Text(line, line.StartsWith("warning", StringComparison.Ordinal) ? new Style(Color.Yellow) : Dim) { Overflow = Overflow.Ellipsis }));
        if (Fault is not null)
        {
            rows.Add(new Text(Fault, new Style(Color.Red)));
        }

        if (Run is null || !RunClient.IsOver(Run.Phase))
        {
            rows.Add(Text.Empty);
            rows.Add(new Text("Ctrl-C ends the watching, not the run.", Dim));
        }

        return new Rows(rows);
    }

    /// <summary>A bar for a share of the whole.</summary>
    public static (string Done, string Open, int Percent) Bar(long done, long of)
    {
        var within = Math.Clamp(done, 0, of);
        var filled = (int)(BarWidth * within / of);
        return (new string('━', filled), new string('─', BarWidth - filled), (int)(100 * within / of));
    }

    private static Paragraph Title(RunView run)
    {
        var replicas = run.Members.Count(member => member.IsMember);
        return new Paragraph().Append(run.Run, new Style(decoration: Decoration.Bold)).Append("  ")
            .Append(RunText.Words(run.Phase), new Style(PhaseLook.ColourOf(run.Phase)))
            .Append(replicas > 0 ? $"  {replicas} {(replicas == 1 ? "replica" : "replicas")}, generation {run.Generation}" : "", Dim);
    }

    private IEnumerable<IRenderable> Progress(RunView run)
    {
        if (Stages.Count > 1)
        {
            yield return StageLine(run);
        }

        if (run is { Steps: > 0, Stage: not null })
        {
            var (done, open, percent) = Bar(run.Step, run.Steps);
            var left = Step?.Remaining is { } remaining && run.Phase == RunPhase.Training && Step.Stage == run.Stage ? $", {Left(remaining)} left" : "";
            yield return new Paragraph().Append(done, new Style(PhaseLook.ColourOf(run.Phase))).Append(open, Dim)
                .Append(string.Create(CultureInfo.InvariantCulture, $"  {run.Step:N0} / {run.Steps:N0}  {percent} %{left}"));
        }

        if (run.Loss is { } loss)
        {
            yield return new Paragraph().Append(string.Create(CultureInfo.InvariantCulture, $"loss {loss:0.0000}  ")).Append(Curve, new Style(Color.Aqua));
        }

        if (Step is not null && run.Phase == RunPhase.Training)
        {
            yield return new Text(string.Create(CultureInfo.InvariantCulture, $"{Step.SamplesPerSecond:0.0} samples/s, {Step.TokensPerSecond:N0} tokens/s, {Step.WaitShare * 100:0} % of the time waiting for data"));
        }
    }

    private Paragraph StageLine(RunView run)
    {
        var line = new Paragraph();
        for (var i = 0; i < Stages.Count; i++)
        {
            var (mark, style) = i < run.StageIndex || run.Phase == RunPhase.Completed ? ("✓ ", new Style(Color.Green)) : i == run.StageIndex ? ("", new Style(decoration: Decoration.Bold)) : ("", Dim);
            line.Append(i > 0 ? " → " : "", Dim).Append(mark + Stages[i], style);
        }

        return line;
    }

    private static IEnumerable<IRenderable> Needs(RunView run)
    {
        if (run.WaitsFor is { } wait)
        {
            yield return new Text($"waits for {wait}", new Style(Color.Yellow));
        }

        var hint = PhaseLook.HintFor(run);
        if (run.Reason is { } reason)
        {
            yield return new Panel(new Rows(new Text(reason), hint is null ? Text.Empty : new Text(hint, Dim)))
            {
                Header = new PanelHeader(RunText.Words(run.Phase)),
                BorderStyle = new Style(PhaseLook.ColourOf(run.Phase)),
                Expand = true,
            };
        }
        else if (hint is not null)
        {
            yield return new Text(hint, Dim);
        }
    }

    private Table Silos()
    {
        var table = new Table { Border = TableBorder.Simple, BorderStyle = Dim };
        foreach (var column in new[] { "silo", "state", "device", "does", "for", "waits for" })
        {
            table.AddColumn(new TableColumn(new Text(column, Dim)) { NoWrap = column is not "does" });
        }

        var working = Replicas.ToDictionary(replica => replica.Replica);
        foreach (var silo in Cluster!.Silos.OrderBy(silo => silo.Name, StringComparer.Ordinal))
        {
            foreach (var (device, index) in silo.Devices.DefaultIfEmpty("").Select((device, index) => (device, index)))
            {
                var replica = working.GetValueOrDefault($"{silo.Name}/{device}");
                var style = !silo.IsAlive || replica?.Phase == ReplicaPhase.Failed ? new Style(Color.Red) : silo.IsDraining || silo.IsCordoned ? new Style(Color.Yellow) : Style.Plain;
                string[] cells =
                [
                    index == 0 ? silo.Name : "", index == 0 ? SiloText.State(silo) : "", device,
                    .. replica is null ? [silo.IsAlive ? "nothing for this run" : "", "", ""] : ReplicaText.Cells(replica),
                ];
                table.AddRow(cells.Select(cell => new Text(cell, style)));
            }
        }

        return table;
    }

    private static string Left(TimeSpan left) => left.TotalHours >= 1 ? $"{(int)left.TotalHours}:{left:mm\\:ss}" : $"{left:m\\:ss}";
}
