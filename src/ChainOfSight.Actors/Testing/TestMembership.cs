using System.Collections.Immutable;
using ChainOfSight.Actors.Membership;

namespace ChainOfSight.Actors.Testing;

/// <summary>A membership that tests set by hand: all silos of one process see it change at once.</summary>
public sealed class TestMembership : IClusterView
{
    private readonly Lock _gate = new();
    private readonly Lock _telling = new();
    private readonly List<Action<ClusterView>> _subscribers = [];

    /// <inheritdoc/>
    public ClusterView Current { get; private set; } = ClusterView.Empty;

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<ClusterView> changed)
    {
        lock (_gate)
        {
            _subscribers.Add(changed);
        }

        return new Subscription(this, changed);
    }

    /// <summary>Adds a member or replaces the one with its address.</summary>
    public void Set(ClusterMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        Change(members => members.RemoveAll(other => other.Address.Equals(member.Address)).Add(member));
    }

    /// <summary>Changes a member that is there.</summary>
    public void Update(SiloAddress silo, Func<ClusterMember, ClusterMember> change) =>
        Change(members => [.. members.Select(member => member.Address.Equals(silo) ? change(member) : member)]);

    /// <summary>Removes a member: it is dead for ever.</summary>
    public void Remove(SiloAddress silo) => Change(members => members.RemoveAll(member => member.Address.Equals(silo)));

    private void Change(Func<ImmutableArray<ClusterMember>, ImmutableArray<ClusterMember>> change)
    {
        lock (_telling)
        {
            Action<ClusterView>[] told;
            lock (_gate)
            {
                Current = new(Current.Version + 1, [.. change(Current.Members).OrderBy(member => member.Address)]);
                told = [.. _subscribers];
            }

            foreach (var subscriber in told)
            {
                subscriber(Current);
            }
        }
    }

    private sealed class Subscription(TestMembership membership, Action<ClusterView> changed) : IDisposable
    {
        public void Dispose()
        {
            lock (membership._gate)
            {
                membership._subscribers.Remove(changed);
            }
        }
    }
}
