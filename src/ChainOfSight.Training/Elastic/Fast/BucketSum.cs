using System.Runtime.InteropServices;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// One member's part of the sum over all members: each member adds up one part of every bucket, in the order of the members, and sends the result to
/// all, so that all end with the same bits. A bucket sets off when its last gradient is there.
/// </summary>
/// <remarks>
/// Adding up happens beside the lane; all but <see cref="RunAsync(IBucketPeers, CancellationToken)"/> is called on the lane's thread. On a machine whose processors all
/// compute, each pass over memory takes time from the lanes, so each gradient is written three times only: when it is taken, added up, and read.
/// </remarks>
internal sealed class BucketSum : IBucketSum
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
    private readonly PayloadLease?[] leases;
    private readonly ExchangeMessage?[][] sums;
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
        (mine, leases) = (new byte[layout.Buckets][], new PayloadLease[layout.Buckets]);
        sums = [.. missing.Select(_ => new ExchangeMessage?[members])];
        ready = [.. missing.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
    }

    /// <summary>Takes the sum of two parts of a gradient; both null: zero.</summary>
    public void Take(int parameter, Tensor? sum, Tensor? gradient)
    {
        var into = MemoryMarshal.Cast<byte, float>(Taken(parameter, isNew: true));
        using (NewDisposeScope())
        {
            var (first, second) = sum is null ? (gradient, null) : (sum, gradient);
            if (first is null)
            {
                into.Clear();
            }
            else if (second is null)
            {
                Host(first).CopyTo(into);
            }
            else
            {
                VectorSum.Add(into, Host(first), Host(second));
            }
        }

        taken[parameter] = true;
        var bucket = layout.Places[parameter].Bucket;
        if (--missing[bucket] == 0)
        {
            ready[bucket].SetResult();
        }
    }

    /// <summary>Takes everything that was not taken, so that every bucket sets off.</summary>
    public void Complete(IReadOnlyList<Tensor?> sums)
    {
        for (var i = 0; i < taken.Length && contributors.Contains(self); i++)
        {
            if (!taken[i])
            {
                Take(i, sums[i], null);
            }
        }
    }

    /// <summary>What was taken of a gradient, as a new f32 tensor; until <see cref="Forget"/>.</summary>
    public Tensor ReadTaken(int parameter, Tensor of) => GradientMemory.Read(Taken(parameter, isNew: false), of);

    /// <summary>Says, once, that nobody asks any more for what was taken.</summary>
    public void Forget()
    {
        foreach (var lease in leases)
        {
            lease?.Release();
        }
    }

    /// <summary>Adds up and exchanges all buckets.</summary>
    public Task RunAsync(IBucketPeers peers, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, layout.Buckets).Select(bucket => RunAsync(bucket, peers, cancellationToken)));

    /// <summary>
    /// The sums of the parameters that some member has touched, as new tensors; null for the others. Their bits are read on the way, while they are in the
    /// processor's cache. Once, after <see cref="RunAsync(IBucketPeers, CancellationToken)"/>.
    /// </summary>
    public (Tensor?[] Gradients, (ulong Sum, ulong Places, bool IsFinite)[]? Bits) Read(IReadOnlyList<bool> touched, IReadOnlyList<Tensor> parameters)
    {
        var gradients = new Tensor?[parameters.Count];
        var bits = new (ulong, ulong, bool)[parameters.Count];
        using (NewDisposeScope())
        {
            for (var i = 0; i < gradients.Length; i++)
            {
                if (touched[i])
                {
                    gradients[i] = GradientMemory.Fill(parameters[i], i, (into, parameter) =>
                    {
                        Collect(parameter, into);
                        bits[parameter] = BitChecks.Read(MemoryMarshal.Cast<byte, uint>(into));
                    }).DetachFromDisposeScope();
                }
            }
        }

        foreach (var part in sums.SelectMany(parts => parts))
        {
            part?.Release();
        }

        return (gradients, bits);
    }

    private static ReadOnlySpan<float> Host(Tensor tensor) => MemoryMarshal.Cast<byte, float>(BitChecks.Host(tensor.to(ScalarType.Float32)).bytes);

    private Span<byte> Taken(int parameter, bool isNew)
    {
        var (bucket, start) = layout.Places[parameter];
        if (isNew && mine[bucket] is null)
        {
            mine[bucket] = pool.Rent(layout.Length(bucket) * sizeof(float));

            // Its readers: members with a part of it, this one, and whoever holds what was taken.
            leases[bucket] = new PayloadLease(pool, [mine[bucket]!], Others(bucket).Count + 2);
        }

        return mine[bucket].AsSpan(start * sizeof(float), (int)layout.Elements[parameter] * sizeof(float));
    }

    // A parameter may lie in the parts of several members.
    private void Collect(int parameter, Span<byte> into)
    {
        var (bucket, start) = layout.Places[parameter];
        var end = start + (int)layout.Elements[parameter];
        for (var member = 0; member < members; member++)
        {
            var part = layout.Part(bucket, member, members);
            var (first, last) = (Math.Max(start, part.Start), Math.Min(end, part.Start + part.Length));
            if (first < last)
            {
                sums[bucket][member]!.Segments[1].Span[((first - part.Start) * sizeof(float))..((last - part.Start) * sizeof(float))].CopyTo(into[((first - start) * sizeof(float))..]);
            }
        }
    }

    private async Task RunAsync(int bucket, IBucketPeers peers, CancellationToken cancellationToken)
    {
        var isContributor = contributors.Contains(self);
        if (isContributor)
        {
            await ready[bucket].Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            foreach (var to in Others(bucket))
            {
                peers.Post(to, new ExchangePart(ExchangePartKind.Addend, round, bucket, self), Message(mine[bucket]!, layout.Part(bucket, to, members), leases[bucket]!));
            }
        }

        if (layout.Part(bucket, self, members) is { Length: > 0 } own)
        {
            var result = pool.Rent(layout.Length(bucket) * sizeof(float));
            await AddUpAsync(bucket, own, result, peers, cancellationToken).ConfigureAwait(false);
            var message = Message(result, own, new PayloadLease(pool, [result], members));
            sums[bucket][self] = message;
            for (var to = 0; to < members; to++)
            {
                if (to != self)
                {
                    peers.Post(to, new ExchangePart(ExchangePartKind.Sum, round, bucket, self), message);
                }
            }
        }

        if (isContributor)
        {
            leases[bucket]!.Release();
        }

        foreach (var from in Others(bucket))
        {
            sums[bucket][from] = await ReceiveAsync(peers, ExchangePartKind.Sum, bucket, from, layout.Part(bucket, from, members).Length, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AddUpAsync(int bucket, (int Start, int Length) own, byte[] result, IBucketPeers peers, CancellationToken cancellationToken)
    {
        var into = Slice(result, own);
        var first = await AddendAsync(contributors[0]).ConfigureAwait(false);
        if (contributors.Count == 1)
        {
            first.Bytes.CopyTo(into);
        }

        for (var i = 1; i < contributors.Count; i++)
        {
            var next = await AddendAsync(contributors[i]).ConfigureAwait(false);
            VectorSum.Add(MemoryMarshal.Cast<byte, float>(into.Span), Floats(i == 1 ? first.Bytes : into), Floats(next.Bytes));
            next.Message?.Release();
        }

        first.Message?.Release();

        async Task<(ReadOnlyMemory<byte> Bytes, ExchangeMessage? Message)> AddendAsync(int from)
        {
            if (from == self)
            {
                return (Slice(mine[bucket]!, own), null);
            }

            var message = await ReceiveAsync(peers, ExchangePartKind.Addend, bucket, from, own.Length, cancellationToken).ConfigureAwait(false);
            return (message.Segments[1], message);
        }

        static ReadOnlySpan<float> Floats(ReadOnlyMemory<byte> bytes) => MemoryMarshal.Cast<byte, float>(bytes.Span);
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
