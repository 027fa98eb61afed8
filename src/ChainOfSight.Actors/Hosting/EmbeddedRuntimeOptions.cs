namespace ChainOfSight.Actors.Hosting;

/// <summary>Settings of the embedded runtime. Orleans has its own; a host sets either through its hosting file.</summary>
public sealed class EmbeddedRuntimeOptions
{
    /// <summary>How long a caller waits for an answer. Default 30 s, as in Orleans.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest message in bytes. Default 1 MiB: nothing large travels in a message.</summary>
    public int MessageBytes { get; set; } = 1 << 20;

    /// <summary>How many requests may wait at one activation. Default 5,000.</summary>
    public int RequestsPerActivation { get; set; } = 5_000;

    /// <summary>How many turns of one grain run before others get the thread. Default 32; a simulation sets 1.</summary>
    public int TurnBudget { get; set; } = 32;

    /// <summary>How long an activation may take. Default 30 s.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a deactivation waits for running requests, and then for OnDeactivateAsync. Default 10 s each.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an activation may be idle before it ends. Default 15 min, as in Orleans.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for. Default 1 min.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// After a change of membership: how long a look-up of an unknown grain waits for all silos to say what they have. Default 5 s.
    /// </summary>
    public TimeSpan DirectorySettleTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Sends every argument and result through the serializer, inside one silo too. For tests. Default false: they are copied.</summary>
    public bool SerializeEverything { get; set; }

    /// <summary>The seed of ids and random choices; null: another one at every start.</summary>
    public int? Seed { get; set; }
}
