namespace ChainOfSight.Actors.Serialization;

internal sealed class PairCodec<TKey, TValue>(Codec<TKey> key, Codec<TValue> value) : Codec<KeyValuePair<TKey, TValue>>
{
    public override bool IsImmutable => key.IsImmutable && value.IsImmutable;

    public override void Write(MessageWriter writer, KeyValuePair<TKey, TValue> pair)
    {
        key.Write(writer, pair.Key);
        value.Write(writer, pair.Value);
    }

    public override KeyValuePair<TKey, TValue> Read(ref MessageReader reader) => new(key.Read(ref reader), value.Read(ref reader));

    public override KeyValuePair<TKey, TValue> Copy(KeyValuePair<TKey, TValue> pair) => new(key.Copy(pair.Key), value.Copy(pair.Value));
}
