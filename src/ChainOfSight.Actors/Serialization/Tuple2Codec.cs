namespace ChainOfSight.Actors.Serialization;

internal sealed class Tuple2Codec<T1, T2>(Codec<T1> first, Codec<T2> second) : Codec<(T1, T2)>
{
    public override bool IsImmutable => first.IsImmutable && second.IsImmutable;

    public override void Write(MessageWriter writer, (T1, T2) value)
    {
        first.Write(writer, value.Item1);
        second.Write(writer, value.Item2);
    }

    public override (T1, T2) Read(ref MessageReader reader) => (first.Read(ref reader), second.Read(ref reader));

    public override (T1, T2) Copy((T1, T2) value) => (first.Copy(value.Item1), second.Copy(value.Item2));
}
