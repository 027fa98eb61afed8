using System.Collections.Concurrent;
using ChainOfSight.Actors.Scheduling;

namespace ChainOfSight.Actors.Transport;

/// <summary>
/// The network of several silos and clients in one process. Frames are delivered by the receiver's executor, in order per link as long as no
/// fault delays or repeats them. A simulation decides each frame's fate by seed.
/// </summary>
/// <param name="time">The clock of delays.</param>
/// <param name="capacity">How many frames may wait per link.</param>
public sealed class InMemoryNetwork(TimeProvider time, int capacity = 10_000)
{
    private readonly ConcurrentDictionary<SiloAddress, InMemoryTransport> _attached = new();

    /// <summary>Decides what happens to a frame on its way from the first to the second address; null: all arrive at once. Called on the sender's thread.</summary>
    public Func<SiloAddress, SiloAddress, LinkFate>? Fate { get; set; }

    internal TimeProvider Time => time;

    internal int Capacity => capacity;

    /// <summary>Makes the transport of one silo or client.</summary>
    /// <param name="executor">The receiver's executor: when it stands still, so do deliveries.</param>
    public ITransport Connect(IWorkExecutor executor) => new InMemoryTransport(this, executor);

    /// <summary>Cuts a silo or client off for ever, as when its process dies: the others' connections to it break at once.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="silently">True: the others notice nothing, as when a machine loses its power.</param>
    public void Kill(SiloAddress address, bool silently = false)
    {
        if (!_attached.TryRemove(address, out var dead))
        {
            return;
        }

        dead.Detach();
        if (!silently)
        {
            foreach (var peer in _attached.Values.OrderBy(peer => peer.Self))
            {
                peer.Lost(address);
            }
        }
    }

    internal void Attach(InMemoryTransport transport)
    {
        if (!_attached.TryAdd(transport.Self, transport))
        {
            throw new OrleansConfigurationException($"{transport.Self} is in use already: give the silo another endpoint or start number.");
        }
    }

    internal InMemoryTransport? Find(SiloAddress address) => _attached.GetValueOrDefault(address);
}
