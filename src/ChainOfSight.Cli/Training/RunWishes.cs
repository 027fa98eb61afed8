namespace ChainOfSight.Cli.Training;

/// <summary>What a person wants of a run beside its recipe.</summary>
/// <param name="Restart">Whether an earlier run of this name is deleted first.</param>
/// <param name="AcceptHandOver">Whether a hand-over that fails its loss limit is accepted.</param>
/// <param name="FaultPatience">For how long faults that may pass are tried again without progress.</param>
internal sealed record RunWishes(bool Restart, bool AcceptHandOver, TimeSpan FaultPatience);
