using ChainOfSight.Storage;
using ChainOfSight.Tensors;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Grains.Replicas;

/// <summary>Which faults only a person can mend: trying again, here or elsewhere, would fail alike.</summary>
internal static class PersonFault
{
    /// <summary>Whether it is one. Domain exceptions of ours are written for a person; those of the protocol are not.</summary>
    public static bool Is(Exception fault) =>
        fault is not (LaneOrderException or StaleGenerationException or PeerExchangeException)
        && (fault is UserErrorException
            || TensorEngine.Library.Explains(fault)
            || fault.GetType().Namespace is { } space
                && (space.StartsWith("ChainOfSight.Tensors", StringComparison.Ordinal) || space.StartsWith("ChainOfSight.Models", StringComparison.Ordinal)));
}
