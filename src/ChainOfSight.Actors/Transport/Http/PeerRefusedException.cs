namespace ChainOfSight.Actors.Transport.Http;

/// <summary>Who listens there will not talk to us; the message says why and what to do.</summary>
/// <param name="status">HTTP status of the refusal.</param>
/// <param name="message">The listener's words.</param>
internal sealed class PeerRefusedException(int status, string message) : IOException(message)
{
    /// <summary>HTTP status of the refusal.</summary>
    public int Status => status;
}
