using ChainOfSight.Storage;

namespace ChainOfSight.Training.Elastic;

/// <summary>Another lane cannot be reached, ended in the middle, or sent what it must not.</summary>
public sealed class PeerExchangeException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="peer">Its endpoint, or its name where that is known.</param>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What was caught; null where nothing was.</param>
    public PeerExchangeException(string peer, string message, Exception? innerException = null)
        : base($"Exchange with {peer}: {message}", innerException!) => Peer = peer;

    /// <summary>Its endpoint or name.</summary>
    public string Peer { get; }
}
