using System.Globalization;
using ChainOfSight.Grains.Contracts.Replicas;

namespace ChainOfSight.Cli.Commands;

/// <summary>A replica's view in words.</summary>
internal static class ReplicaText
{
    /// <summary>What it does, for how long, what it waits for.</summary>
    public static string[] Cells(ReplicaView replica) =>
    [
        Lower(replica.Activity.Length > 0 ? replica.Activity : replica.Phase.ToString()),
        string.Create(CultureInfo.InvariantCulture, $"{replica.For.TotalSeconds:0.0} s"),
        replica.WaitsFor switch
        {
            null => "",
            "Data" => "samples",
            "Peer" => "other replicas",
            "State" => "the stage's state",
            var other => Lower(other),
        },
    ];

    private static string Lower(string text) => text.Length == 0 ? "" : char.ToLowerInvariant(text[0]) + text[1..];
}
