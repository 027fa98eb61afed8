using ChainOfSight.Tensors;
using ChainOfSight.Tensors.Collectives;

namespace ChainOfSight.Training.Elastic;

/// <summary>What a lane on a GPU adds buckets up with: memory for them on the GPU, kept from step to step, and the group of the generation.</summary>
/// <remarks>Tensors on the lane's thread only.</remarks>
internal sealed class DeviceBuckets(IDeviceCollectives collectives, BucketLayout layout, Device device) : IDisposable
{
    private readonly Tensor?[] memory = new Tensor?[layout.Buckets];
    private IDeviceGroup? group;
    private string joined = "";

    /// <summary>The group of an order's members: joined by the first step of a generation, used by the others.</summary>
    /// <param name="order">The order.</param>
    /// <param name="peers">Carry the group's key from the first member to the others.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PeerExchangeException">The GPUs cannot be joined.</exception>
    public async Task<IDeviceGroup> JoinAsync(ReduceOrder order, IBucketPeers peers, CancellationToken cancellationToken)
    {
        // A lane that has started anew is another member.
        var wanted = $"{order.Generation} {string.Join(' ', order.Members.Select(member => member.Incarnation))}";
        if (group is { IsOver: false } && joined == wanted)
        {
            return group;
        }

        Leave();
        var part = new ExchangePart(ExchangePartKind.Key, 0, 0, 0);
        byte[] key;
        if (order.Self == 0)
        {
            key = Guarded(collectives.NewKey);
            for (var to = 1; to < order.Members.Count; to++)
            {
                peers.Post(to, part, new ExchangeMessage([key]));
            }
        }
        else
        {
            var message = await peers.ReceiveAsync(part, cancellationToken).ConfigureAwait(false);
            key = message.Segments.Count == 1 ? message.Segments[0].ToArray() : throw peers.Unfit(0, "it sent no key of a group of GPUs. All members must run the same version of the product.");
            message.Release();
        }

        group = await GuardedAsync(collectives.JoinAsync(key, order.Self, order.Members.Count, Math.Max(device.index, 0), cancellationToken)).ConfigureAwait(false);
        joined = wanted;
        return group;
    }

    /// <summary>Memory of a bucket, in f32. On the lane's thread.</summary>
    public Tensor Memory(int bucket) => memory[bucket] ??= zeros(layout.Length(bucket), dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();

    /// <summary>Leaves the group, whatever is under way.</summary>
    public void Leave()
    {
        group?.Dispose();
        (group, joined) = (null, "");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Leave();
        foreach (var tensor in memory)
        {
            tensor?.Dispose();
        }
    }

    /// <summary>Says a fault of a group as one of the exchange: the step is reduced again in the next generation.</summary>
    public static async Task<T> GuardedAsync<T>(Task<T> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (DeviceCollectiveException e)
        {
            throw Fault(e);
        }
    }

    /// <summary>As <see cref="GuardedAsync{T}"/>.</summary>
    public static async Task GuardedAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (DeviceCollectiveException e)
        {
            throw Fault(e);
        }
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DeviceCollectiveException e)
        {
            throw Fault(e);
        }
    }

    private static PeerExchangeException Fault(DeviceCollectiveException e) => new("the GPUs of the other members", e.Message, e);
}
