namespace ChainOfSight.Actors.Simulation;

/// <summary>What has become of a simulated machine.</summary>
public enum MachineState
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is frozen: nothing runs, what arrives waits, its clock goes on.</summary>
    Paused,

    /// <summary>Its process has ended: nothing runs or arrives any more.</summary>
    Dead,
}
