using ChainOfSight.Tensors;
using ChainOfSight.Tensors.Collectives;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// The sum of buckets from GPU to GPU: each bucket lies in one piece of the GPU's memory and is added up in place, beside the backward pass. A member without slots
/// gives zeros. Buckets set off in their order, since all members of a group must enqueue the same sums in the same order.
/// </summary>
internal sealed class DeviceBucketSum : IBucketSum
{
    private readonly BucketLayout layout;
    private readonly DeviceBuckets buckets;
    private readonly IDeviceGroup group;
    private readonly bool[] taken;
    private readonly int[] missing;
    private readonly TaskCompletionSource<(nint Mark, nint Address)>[] ready;

    /// <param name="layout">The buckets.</param>
    /// <param name="buckets">Their memory.</param>
    /// <param name="group">The members' GPUs.</param>
    public DeviceBucketSum(BucketLayout layout, DeviceBuckets buckets, IDeviceGroup group)
    {
        (this.layout, this.buckets, this.group) = (layout, buckets, group);
        taken = new bool[layout.Elements.Count];
        missing = [.. Enumerable.Range(0, layout.Buckets).Select(bucket => layout.Parameters(bucket).Count)];
        ready = [.. missing.Select(_ => new TaskCompletionSource<(nint, nint)>(TaskCreationOptions.RunContinuationsAsynchronously))];
    }

    /// <inheritdoc/>
    public void Take(int parameter, Tensor? sum, Tensor? gradient)
    {
        var (bucket, start) = layout.Places[parameter];
        var memory = buckets.Memory(bucket);
        using (NewDisposeScope())
        {
            using var noGradient = no_grad();
            var into = memory.narrow(0, start, layout.Elements[parameter]);
            var (first, second) = sum is null ? (gradient, null) : (sum, gradient);
            if (first is null)
            {
                into.zero_();
            }
            else
            {
                into.copy_(first.reshape(-1));
            }

            if (second is not null)
            {
                into.add_(second.reshape(-1).to(ScalarType.Float32));
            }
        }

        taken[parameter] = true;
        if (--missing[bucket] == 0)
        {
            ready[bucket].SetResult((group.Mark(), TensorEngine.Memory.DeviceAddress(memory)));
        }
    }

    /// <inheritdoc/>
    public void Complete(IReadOnlyList<Tensor?> sums)
    {
        for (var i = 0; i < taken.Length; i++)
        {
            if (!taken[i])
            {
                Take(i, sums[i], null);
            }
        }
    }

    /// <summary>Nothing is taken back from here.</summary>
    public void Forget()
    {
    }

    /// <inheritdoc/>
    public async Task RunAsync(IBucketPeers peers, CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < layout.Buckets; bucket++)
        {
            var (mark, address) = await ready[bucket].Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            await DeviceBuckets.GuardedAsync(group.SumAsync(mark, address, layout.Length(bucket), cancellationToken)).ConfigureAwait(false);
        }

        await DeviceBuckets.GuardedAsync(group.WaitAsync(cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public (Tensor?[] Gradients, (ulong Sum, ulong Places, bool IsFinite)[]? Bits) Read(IReadOnlyList<bool> touched, IReadOnlyList<Tensor> parameters)
    {
        var sums = new Tensor?[parameters.Count];
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        for (var i = 0; i < sums.Length; i++)
        {
            if (touched[i])
            {
                var (bucket, start) = layout.Places[i];
                sums[i] = buckets.Memory(bucket).narrow(0, start, layout.Elements[i]).reshape(parameters[i].shape).clone().DetachFromDisposeScope();
            }
        }

        return (sums, null);
    }
}
