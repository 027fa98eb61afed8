using System.Runtime.InteropServices;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// One member's part of the sum over all members: each member adds up one part of every bucket, in the order of the members, and sends the result to
/// all, so that all end with the same bits. A bucket sets off when its last gradient is there.
/// </summary>
/// <remarks><see cref="Take"/>, <see cref="Complete"/> and <see cref="Read"/> on the lane's thread; adding up happens beside it.</remarks>
internal sealed class BucketSum
{
    private readonly BucketLayout layout;
    private readonly int round;
    private readonly int self;
    private readonly int members;
    private readonly IReadOnlyList<int> contributors;
    private readonly PayloadPool pool;
    private readonly bool[] taken;
    private readonly int[] missing;
    private readonly byte[]?[] mine;
    private readonly byte[]?[] results;
    private readonly PayloadLease?[] leases;
    private readonly TaskCompletionSource[] ready;

    /// <param name="layout">The buckets.</param>
    /// <param name="round">Round of this step's sum.</param>
    /// <param name="self">Index of this member.</param>
    /// <param name="members">Members in all.</param>
    /// <param name="contributors">Those that have slots, in order.</param>
    /// <param name="pool">Where memory comes from.</param>
    public BucketSum(BucketLayout layout, int round, int self, int members, IReadOnlyList<int> contributors, PayloadPool pool)
    {
        (this.layout, this.round, this.self, this.members, this.contributors, this.pool) = (layout, round, self, members, contributors, pool);
        taken = new bool[layout.Elements.Count];
        missing = [.. Enumerable.Range(0, layout.Buckets).Select(bucket => layout.Parameters(bucket).Count)];
        (mine, results) = (new byte[layout.Buckets][], new byte[layout.Buckets][]);
        leases = new PayloadLease[layout.Buckets];
        ready = [.. missing.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
    }

    /// <summary>Whether a gradient was taken already.</summary>
    public bool Has(int parameter) => taken[parameter];

    /// <summary>Buckets that have set off.</summary>
    public int Started => missing.Count(left => left == 0);

    /// <summary>Takes the sum of two parts of a gradient; both null: zero.</summary>
    public void Take(int parameter, Tensor? sum, Tensor? gradient)
    {
        var (bucket, start) = layout.Places[parameter];
        var memory = mine[bucket] ??= pool.Rent(layout.Length(bucket) * sizeof(float));
        var into = MemoryMarshal.Cast<byte, float>(memory.AsSpan()).Slice(start, (int)layout.Elements[parameter]);
        using (NewDisposeScope())
        {
            var (first, second) = sum is null ? (gradient, null) : (sum, gradient);
            if (first is null)
            {
                into.Clear();
            }
            else
            {
                Host(first).CopyTo(into);
            }

            if (second is not null)
            {
                VectorSum.Add(into, Host(second));
            }
        }

        taken[parameter] = true;
        if (--missing[bucket] == 0)
        {
            ready[bucket].SetResult();
        }
    }

    /// <summary>Takes everything that was not taken, so that every bucket sets off.</summary>
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

    /// <summary>Adds up and exchanges all buckets.</summary>
    public Task RunAsync(IBucketPeers peers, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, layout.Buckets).Select(bucket => RunAsync(bucket, peers, cancellationToken)));

    /// <summary>The sums of the parameters that some member has touched, as new tensors; null for the others. Once, after <see cref="RunAsync(IBucketPeers, CancellationToken)"/>.</summary>
    public Tensor?[] Read(IReadOnlyList<bool> touched, IReadOnlyList<Tensor> parameters)
    {
        var sums = new Tensor?[parameters.Count];
        using (NewDisposeScope())
        {
            for (var i = 0; i < sums.Length; i++)
            {
                if (touched[i])
                {
                    var (bucket, start) = layout.Places[i];
                    var bytes = results[bucket].AsSpan(start * sizeof(float), (int)layout.Elements[i] * sizeof(float));
                    sums[i] = GradientMemory.Read(bytes, parameters[i]).DetachFromDisposeScope();
                }
            }
        }

        foreach (var lease in leases)
        {
            lease?.Release();
        }

        return sums;
    }

    private static ReadOnlySpan<float> Host(Tensor tensor) => MemoryMarshal.Cast<byte, float>(BitChecks.Host(tensor.to(ScalarType.Float32)).bytes);

    private async Task RunAsync(int bucket, IBucketPeers peers, CancellationToken cancellationToken)
    {
        var own = layout.Part(bucket, self, members);
        var result = results[bucket] = pool.Rent(layout.Length(bucket) * sizeof(float));
        PayloadLease? lease = null;
        if (contributors.Contains(self))
        {
            await ready[bucket].Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            var others = Others(bucket);
            lease = new PayloadLease(pool, [mine[bucket]!], others.Count + 1);
            foreach (var to in others)
            {
                peers.Post(to, new ExchangePart(ExchangePartKind.Addend, round, bucket, self), Message(mine[bucket]!, layout.Part(bucket, to, members), lease));
            }
        }

        if (own.Length > 0)
        {
            await AddUpAsync(bucket, own, result, peers, cancellationToken).ConfigureAwait(false);

            // One reader more than there are: the result is read from here too.
            var sums = new PayloadLease(pool, [result], members);
            for (var to = 0; to < members; to++)
            {
                if (to != self)
                {
                    peers.Post(to, new ExchangePart(ExchangePartKind.Sum, round, bucket, self), Message(result, own, sums));
                }
            }

            leases[bucket] = sums;
        }
        else
        {
            leases[bucket] = new PayloadLease(pool, [result], 1);
        }

        lease?.Release();
        foreach (var from in Others(bucket))
        {
            var part = layout.Part(bucket, from, members);
            var message = await ReceiveAsync(peers, ExchangePartKind.Sum, bucket, from, part.Length, cancellationToken).ConfigureAwait(false);
            message.Segments[1].Span.CopyTo(result.AsSpan(part.Start * sizeof(float)));
            message.Release();
        }
    }

    private async Task AddUpAsync(int bucket, (int Start, int Length) own, byte[] result, IBucketPeers peers, CancellationToken cancellationToken)
    {
        var isFirst = true;
        foreach (var from in contributors)
        {
            var message = from == self ? null : await ReceiveAsync(peers, ExchangePartKind.Addend, bucket, from, own.Length, cancellationToken).ConfigureAwait(false);
            var added = message is null ? Slice(mine[bucket]!, own) : message.Segments[1];
            var into = Slice(result, own);
            if (isFirst)
            {
                added.CopyTo(into);
            }
            else
            {
                VectorSum.Add(MemoryMarshal.Cast<byte, float>(into.Span), MemoryMarshal.Cast<byte, float>(added.Span));
            }

            isFirst = false;
            message?.Release();
        }
    }

    private async Task<ExchangeMessage> ReceiveAsync(IBucketPeers peers, ExchangePartKind kind, int bucket, int from, int elements, CancellationToken cancellationToken)
    {
        var message = await peers.ReceiveAsync(new ExchangePart(kind, round, bucket, from), cancellationToken).ConfigureAwait(false);
        return message.Segments.Count == 2 && message.Segments[1].Length == elements * sizeof(float)
            ? message
            : throw peers.Unfit(from, $"its part of bucket {bucket} has {message.Length} bytes, {elements * sizeof(float)} were expected. It trains another model.");
    }

    // Members with a part of the bucket to add up.
    private List<int> Others(int bucket) => [.. Enumerable.Range(0, members).Where(member => member != self && layout.Part(bucket, member, members).Length > 0)];

    private static Memory<byte> Slice(byte[] bytes, (int Start, int Length) part) => bytes.AsMemory(part.Start * sizeof(float), part.Length * sizeof(float));

    // What differs in length from step to step stands first; here that is nothing.
    private static ExchangeMessage Message(byte[] bytes, (int Start, int Length) part, PayloadLease lease) => new([default, Slice(bytes, part)]) { Lease = lease };
}
