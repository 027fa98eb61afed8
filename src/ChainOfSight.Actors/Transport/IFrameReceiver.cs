namespace ChainOfSight.Actors.Transport;

/// <summary>The side of a silo or client that a transport delivers to. Calls return quickly and may come on any thread, one at a time per peer.</summary>
public interface IFrameReceiver
{
    /// <summary>A frame has arrived.</summary>
    /// <param name="from">The peer, as proven when it connected.</param>
    /// <param name="frame">Valid for as long as it is referenced; the transport does not reuse it.</param>
    void Receive(SiloAddress from, ReadOnlyMemory<byte> frame);

    /// <summary>
    /// The connection to a peer broke or could not be made, and what was queued for it is lost: calls to it fail now with
    /// <see cref="SiloUnavailableException"/>. Later sends try to connect again.
    /// </summary>
    void PeerLost(SiloAddress peer, string reason);
}
