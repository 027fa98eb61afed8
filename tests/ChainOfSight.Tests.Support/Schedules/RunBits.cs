using System.Globalization;
using ChainOfSight.Actors;
using ChainOfSight.Clustering;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Tests.Support.Elastic;
using ChainOfSight.Tests.Support.Tiny;

namespace ChainOfSight.Tests.Support.Schedules;

/// <summary>All that must be equal to the bit in two runs: weights, optimizer, state, losses and norms, identities of samples.</summary>
/// <param name="Fingerprint">What the store has.</param>
/// <param name="Samples">Stage, step and hash of the identities of its samples, a line per step that counts.</param>
internal sealed record RunBits(RunFingerprint Fingerprint, string Samples)
{
    /// <summary>Those of the run of a cluster.</summary>
    public static async Task<RunBits> OfAsync(TensorCluster cluster)
    {
        var fingerprint = await RunFingerprint.OfAsync(cluster.Store, "tiny");

        // A step that was given up with a return to a checkpoint may lie behind the end of its stage.
        var counted = fingerprint.Losses.Split('\n').Select(line => line.Split(' ')).Select(line => (Stage: Number(line[0]), Step: Number(line[1]))).ToHashSet();
        var samples = cluster.SampleDigests.Where(step => counted.Contains((step.Key.Stage, step.Key.Step + 1)))
            .OrderBy(step => step.Key)
            .Select(step => $"{step.Key.Stage} {step.Key.Step} {string.Join('/', step.Value.Keys.Order())}");
        return new RunBits(fingerprint, string.Join('\n', samples));
    }

    /// <summary>Stages that an operator ended early, as the run's record has them.</summary>
    public static async Task<IReadOnlyList<StageEnd>> EndsAsync(TensorCluster cluster)
    {
        var record = new GrainState<RunEntry>();
        await new BlobGrainStorage(cluster.Store, "test").ReadStateAsync("run", cluster.IdOf<IRun>("tiny"), record);
        return record.State!.Ends;
    }

    /// <summary>What differs, in words; null where nothing does.</summary>
    public string? Differs(RunBits from)
    {
        var differences = new List<string>();
        Compare("weights", Fingerprint.Weights, from.Fingerprint.Weights);
        Compare("optimizer", Fingerprint.Optimizer, from.Fingerprint.Optimizer);
        Compare("state", Fingerprint.State, from.Fingerprint.State);
        Compare("losses", Fingerprint.Losses, from.Fingerprint.Losses);
        Compare("samples", Samples, from.Samples);
        return differences.Count == 0 ? null : string.Join("; ", differences);

        void Compare(string what, string mine, string other)
        {
            if (mine != other)
            {
                var (here, there) = (mine.Split('\n'), other.Split('\n'));
                differences.Add($"{what}: has [{string.Join(" | ", here.Except(there).Take(4))}] for [{string.Join(" | ", there.Except(here).Take(4))}]");
            }
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
