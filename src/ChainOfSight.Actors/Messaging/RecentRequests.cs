namespace ChainOfSight.Actors.Messaging;

/// <summary>The requests that arrived of late, so that one that a network delivers twice runs once. Safe for many threads.</summary>
/// <remarks>Limit: a repeat that comes after <paramref name="window"/> more requests of its sender is taken for a new one.</remarks>
/// <param name="window">How many requests of each sender are remembered.</param>
internal sealed class RecentRequests(int window)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, Sender> _senders = [];

    /// <summary>Notes a request; false where it has arrived before.</summary>
    /// <param name="sender">Who made it.</param>
    /// <param name="id">Its number.</param>
    /// <param name="forwards">How often it was forwarded: one may rightly come back to a silo that it was at.</param>
    public bool IsNew(SiloAddress sender, long id, int forwards)
    {
        lock (_gate)
        {
            if (!_senders.TryGetValue(sender, out var known))
            {
                _senders[sender] = known = new();
            }

            return known.Add((id, forwards), window);
        }
    }

    /// <summary>Forgets senders that are gone.</summary>
    /// <param name="isGone">Whether one is.</param>
    public void Forget(Func<SiloAddress, bool> isGone)
    {
        lock (_gate)
        {
            foreach (var sender in _senders.Keys.Where(isGone).ToList())
            {
                _senders.Remove(sender);
            }
        }
    }

    private sealed class Sender
    {
        private readonly HashSet<(long Id, int Forwards)> _known = [];
        private readonly Queue<(long Id, int Forwards)> _order = new();

        public bool Add((long Id, int Forwards) request, int window)
        {
            if (!_known.Add(request))
            {
                return false;
            }

            _order.Enqueue(request);
            if (_order.Count > window)
            {
                _known.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
