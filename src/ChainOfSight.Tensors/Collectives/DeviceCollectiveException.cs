namespace ChainOfSight.Tensors.Collectives;

/// <summary>A sum over GPUs failed: which call, and what the library says of it.</summary>
/// <param name="message">What happened, and what to do.</param>
/// <param name="innerException">What was caught; null where nothing was.</param>
public sealed class DeviceCollectiveException(string message, Exception? innerException = null) : Exception(message, innerException);
