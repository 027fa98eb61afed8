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
            || fault is OutOfMemoryException
            || TensorEngine.Library.Explains(fault)
            || fault.GetType().Namespace is { } space
                && (space.StartsWith("ChainOfSight.Tensors", StringComparison.Ordinal) || space.StartsWith("ChainOfSight.Models", StringComparison.Ordinal)));

    /// <summary>A fault in words; one that was not written for a person is named by its kind.</summary>
    public static string Text(Exception fault) => fault switch
    {
        TypeInitializationException { InnerException: { } cause } => Text(cause),
        _ when Is(fault) => fault.Message,
        _ => $"{fault.GetType().Name}: {fault.Message}",
    };
}
