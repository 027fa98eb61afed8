using System.Text.RegularExpressions;

namespace ChainOfSight.Tests.Support.Elastic;

/// <summary>A moment of a run at which something can be done to the cluster: before or after an order of a lane or a write of the store.</summary>
/// <param name="Silo">The silo that does it.</param>
/// <param name="What">What: "reduce begins", "write ended".</param>
/// <param name="Stage">The stage; −1 for the store.</param>
/// <param name="Step">The step; −1 for the store.</param>
/// <param name="Blob">The blob; empty for lanes.</param>
internal sealed partial record ClusterPoint(string Silo, string What, int Stage, long Step, string Blob)
{
    /// <summary>The same moment of another run has the same title, whatever its generation and its silos.</summary>
    public string Title => Blob.Length > 0 ? $"{What} {Volatile().Replace(Blob, "*")}" : $"{What} {Stage}/{Step}";

    // Folders of checkpoints name generation and saver, segments of metrics the generation.
    [GeneratedRegex(@"(?<=checkpoints/[^/]+/)[^/]+|(?<=metrics/\d+-\d+-)\d+")]
    private static partial Regex Volatile();
}
