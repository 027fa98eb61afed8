using System.Globalization;
using ChainOfSight.Cli.Commands;
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
/// <param name="Step">The last step that was told of.</param>
/// <param name="Lines">The last lines of the run.</param>
/// <param name="Fault">Why nothing can be seen now; null where it can.</param>
internal sealed record WatchPicture(RunView? Run, ClusterView? Cluster, IReadOnlyList<ReplicaView> Replicas, StepDone? Step, IReadOnlyList<string> Lines, string? Fault)
{
    private const int BarWidth = 40;

    /// <summary>Draws it.</summary>
    public IRenderable Draw()
    {
        var rows = new List<IRenderable> { new Text(Run is null ? "looking for the run …" : $"{Run.Run}: {RunText.Line(Run)}") };
        if (Run is { Steps: > 0 })
        {
            rows.Add(new Text(Bar(Run.Step, Run.Steps) + Rates()));
        }

        if (Cluster is not null)
        {
            rows.Add(Silos());
        }

        rows.AddRange(Lines.Select(line => new Text(line)));
        if (Fault is not null)
        {
            rows.Add(new Text(Fault, new Style(Color.Red)));
        }

        return new Rows(rows);
    }

    /// <summary>A bar for a share of the whole.</summary>
    public static string Bar(long done, long of)
    {
        var filled = (int)(BarWidth * Math.Clamp(done, 0, of) / of);
        return $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {(100 * Math.Clamp(done, 0, of) / of).ToString(CultureInfo.InvariantCulture)} %";
    }

    private string Rates() => Step is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"  {Step.SamplesPerSecond:0.0} samples/s  {Step.TokensPerSecond:N0} tokens/s  waiting {Step.WaitShare:0 %}{(Step.Remaining is { } left ? $", {left:m\\:ss} left" : "")}");

    private Table Silos()
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in new[] { "silo", "state", "device", "does", "since", "waits for", "step" })
        {
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = true });
        }

        var working = Replicas.ToDictionary(replica => replica.Replica);
        foreach (var silo in Cluster!.Silos.OrderBy(silo => silo.Name, StringComparer.Ordinal))
        {
            foreach (var device in silo.Devices.DefaultIfEmpty(""))
            {
                var replica = working.GetValueOrDefault($"{silo.Name}/{device}");
                var style = silo.IsAlive && replica?.Phase != ReplicaPhase.Failed ? Style.Plain : new Style(Color.Red);
                string[] cells = replica is null
                    ? [silo.Name, SiloText.State(silo), device, "", "", "", ""]
                    :
                    [
                        silo.Name, SiloText.State(silo), device, replica.Activity.Length > 0 ? replica.Activity : replica.Phase.ToString().ToLowerInvariant(),
                        string.Create(CultureInfo.InvariantCulture, $"{replica.For.TotalSeconds:0.0} s"), replica.WaitsFor ?? "", replica.NextStep.ToString("N0", CultureInfo.InvariantCulture),
                    ];
                table.AddRow(cells.Select(cell => new Text(cell, style)));
            }
        }

        return table;
    }
}
