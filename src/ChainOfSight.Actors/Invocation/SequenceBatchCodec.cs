using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Actors.Invocation;

internal sealed class SequenceBatchCodec<T>(Codec<T> item) : Codec<SequenceBatch<T>>
{
    private readonly Codec<T[]> _items = Codecs.Array(item);

    public override void Write(MessageWriter writer, SequenceBatch<T> value)
    {
        writer.WriteBool(value.Ended);
        _items.Write(writer, value.Items);
    }

    public override SequenceBatch<T> Read(ref MessageReader reader)
    {
        var ended = reader.ReadBool();
        return new(_items.Read(ref reader), ended);
    }

    public override SequenceBatch<T> Copy(SequenceBatch<T> value) => value with { Items = _items.Copy(value.Items) };
}
