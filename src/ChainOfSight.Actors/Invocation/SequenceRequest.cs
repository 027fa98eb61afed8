using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Actors.Invocation;

/// <summary>
/// A call whose result is a sequence. Start, next and end are three messages of this one class; only the first carries the arguments.
/// They interleave with the grain's other requests.
/// </summary>
public abstract class SequenceRequest<T> : GrainRequest<SequenceBatch<T>>
{
    private Codec<SequenceBatch<T>>? _batches;

    /// <summary>Serializes and copies items.</summary>
    public abstract Codec<T> ItemCodec { get; }

    /// <inheritdoc/>
    public sealed override Codec<SequenceBatch<T>> ResultCodec => _batches ??= new SequenceBatchCodec<T>(ItemCodec);

    internal override MethodOptions Options => MethodOptions.AlwaysInterleave;

    internal SequencePhase Phase { get; private set; }

    internal Guid Sequence { get; private set; }

    internal int BatchSize { get; private set; }

    /// <inheritdoc/>
    public sealed override ValueTask<SequenceBatch<T>> Invoke(object grain, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A sequence is enumerated by its activation.");

    /// <inheritdoc/>
    public sealed override GrainRequest Copy() => Phase == SequencePhase.Start ? CopyArguments().As(Phase, Sequence, BatchSize) : this;

    /// <inheritdoc/>
    public sealed override void WriteArguments(MessageWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteByte((byte)Phase);
        writer.WriteRaw(Sequence.ToByteArray());
        writer.WriteVar((ulong)BatchSize);
        if (Phase == SequencePhase.Start)
        {
            WriteSequenceArguments(writer);
        }
    }

    /// <summary>Calls the method of a grain.</summary>
    public abstract IAsyncEnumerable<T> Enumerate(object grain, CancellationToken cancellationToken);

    /// <summary>Reads what comes before the arguments; true if arguments follow.</summary>
    protected bool ReadHeader(ref MessageReader reader)
    {
        Phase = (SequencePhase)reader.ReadByte();
        Sequence = new(reader.ReadRaw(16));
        BatchSize = (int)reader.ReadVar();
        return Phase == SequencePhase.Start;
    }

    /// <summary>A request of the same method without arguments.</summary>
    protected abstract SequenceRequest<T> MakeEmpty();

    /// <summary>A request with copies of the arguments.</summary>
    protected abstract SequenceRequest<T> CopyArguments();

    /// <summary>Writes the arguments.</summary>
    protected abstract void WriteSequenceArguments(MessageWriter writer);

    internal SequenceRequest<T> ToStart(Guid sequence, int batchSize) => CopyArguments().As(SequencePhase.Start, sequence, batchSize);

    internal SequenceRequest<T> ToNext(Guid sequence, int batchSize) => MakeEmpty().As(SequencePhase.Next, sequence, batchSize);

    internal SequenceRequest<T> ToEnd(Guid sequence) => MakeEmpty().As(SequencePhase.End, sequence, 1);

    internal override ValueTask<SequenceBatch<T>> InvokeOn(IRequestTarget target, CancellationToken cancellationToken) =>
        target.Sequences.Serve(this, target.Instance);

    private SequenceRequest<T> As(SequencePhase phase, Guid sequence, int batchSize)
    {
        Phase = phase;
        Sequence = sequence;
        BatchSize = batchSize;
        return this;
    }
}
