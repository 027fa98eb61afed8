namespace ChainOfSight.Actors.Hosting;

/// <summary>The lengths of a silo's queues at one moment.</summary>
/// <param name="Activations">Activations of grains, the silo's own services left out.</param>
/// <param name="WaitingRequests">Requests that wait at activations; each holds at most <see cref="EmbeddedRuntimeOptions.RequestsPerActivation"/>.</param>
/// <param name="RunningRequests">Requests that have started and not ended.</param>
/// <param name="WaitingTurns">Turns that wait for a thread.</param>
/// <param name="PendingCalls">Calls of this silo that wait for an answer.</param>
/// <param name="FramesToPeers">Frames that wait in the transport, by silo.</param>
public sealed record SiloQueues(
    int Activations, int WaitingRequests, int RunningRequests, int WaitingTurns, int PendingCalls, IReadOnlyDictionary<SiloAddress, int> FramesToPeers);
