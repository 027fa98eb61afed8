namespace ChainOfSight.Actors.Hosting;

/// <summary>Ends a silo from inside of its process: what the membership protocol does when the silo's word counts no more.</summary>
public interface ISiloControl
{
    /// <summary>Ends the silo at once: no further turn, no further message, no deactivation. Its callers in this process fail. The process goes on.</summary>
    void Kill(string reason);

    /// <summary>The lengths of the silo's queues now.</summary>
    SiloQueues Queues { get; }

    /// <summary>One line per activation: state, queues, what runs.</summary>
    string DumpStatus();
}
