namespace ChainOfSight.Actors.Membership;

/// <summary>Holds the latest view and tells subscribers of each newer one, in order, one call at a time.</summary>
internal sealed class ViewPublisher
{
    private readonly Lock gate = new();
    private readonly Queue<ClusterView> untold = [];
    private volatile ClusterView current = ClusterView.Empty;
    private Action<ClusterView>? subscribers;
    private bool telling;

    /// <summary>The latest view.</summary>
    public ClusterView Current => current;

    /// <summary>Adds a subscriber.</summary>
    public IDisposable Subscribe(Action<ClusterView> changed)
    {
        lock (gate)
        {
            subscribers += changed;
        }

        return new Subscription(this, changed);
    }

    /// <summary>Publishes what a read of the table shows, if that is newer: most reads show nothing new, and no view is made of them.</summary>
    public bool Offer(MembershipTableData table) => table.Version.Version > current.Version && Offer(ViewOfTable.Of(table));

    /// <summary>Takes a view if it is newer than the latest.</summary>
    /// <returns>Whether it was.</returns>
    public bool Offer(ClusterView newer)
    {
        lock (gate)
        {
            if (newer.Version <= current.Version)
            {
                return false;
            }

            untold.Enqueue(newer);
            current = newer;
            if (telling)
            {
                return true;
            }

            telling = true;
        }

        Tell();
        return true;
    }

    // Subscribers are called without the lock, so that they may ask for the view; one thread at a time tells, so that the order holds.
    private void Tell()
    {
        while (true)
        {
            ClusterView? next;
            Action<ClusterView>? told;
            lock (gate)
            {
                if (!untold.TryDequeue(out next))
                {
                    telling = false;
                    return;
                }

                told = subscribers;
            }

            told?.Invoke(next);
        }
    }

    private sealed class Subscription(ViewPublisher publisher, Action<ClusterView> changed) : IDisposable
    {
        public void Dispose()
        {
            lock (publisher.gate)
            {
                publisher.subscribers -= changed;
            }
        }
    }
}
