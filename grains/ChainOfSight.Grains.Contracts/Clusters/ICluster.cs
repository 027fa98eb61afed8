namespace ChainOfSight.Grains.Contracts.Clusters;

/// <summary>The cluster: its silos and what operators ordered; the key is <see cref="Key"/>.</summary>
[Alias("cos.cluster")]
public interface ICluster : IGrainWithStringKey
{
    /// <summary>Key of the only one.</summary>
    public const string Key = "cluster";

    /// <summary>A silo takes no new replicas from now on, or does again.</summary>
    /// <exception cref="Faults.RefusedException">There is no such silo.</exception>
    [Alias("cordon")]
    Task Cordon(string silo, bool on);

    /// <summary>A silo gives its replicas up at their next step boundary, and takes no new ones.</summary>
    /// <exception cref="Faults.RefusedException">There is no such silo.</exception>
    [Alias("drain")]
    Task Drain(string silo);

    /// <summary>Remembers a run, so that every silo's keeper knows of it.</summary>
    [Alias("enter-run")]
    Task EnterRun(string run, bool unfinished);

    /// <summary>Runs that were entered, and whether they are unfinished.</summary>
    [Alias("runs")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<IReadOnlyList<KnownRun>> Runs();

    /// <summary>The silos, their devices and the orders about them.</summary>
    [Alias("status")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<ClusterView> Status();
}
