using ChainOfSight.Actors.Membership;

namespace ChainOfSight.Actors.Hosting;

/// <summary>The view of a silo that is alone.</summary>
internal sealed class SoleMember(ClusterMember member) : IClusterView
{
    public ClusterView Current { get; } = new(1, [member]);

    public IDisposable Subscribe(Action<ClusterView> changed) => new Nothing();

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
