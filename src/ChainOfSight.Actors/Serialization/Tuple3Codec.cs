namespace ChainOfSight.Actors.Serialization;

internal sealed class Tuple3Codec<T1, T2, T3>(Codec<T1> first, Codec<T2> second, Codec<T3> third) : Codec<(T1, T2, T3)>
{
    public override bool IsImmutable => first.IsImmutable && second.IsImmutable && third.IsImmutable;

    public override void Write(MessageWriter writer, (T1, T2, T3) value)
    {
        first.Write(writer, value.Item1);
        second.Write(writer, value.Item2);
        third.Write(writer, value.Item3);
    }

    public override (T1, T2, T3) Read(ref MessageReader reader) => (first.Read(ref reader), second.Read(ref reader), third.Read(ref reader));

    public override (T1, T2, T3) Copy((T1, T2, T3) value) => (first.Copy(value.Item1), second.Copy(value.Item2), third.Copy(value.Item3));
}
