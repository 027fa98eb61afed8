namespace ChainOfSight.Actors.Serialization;

internal sealed class NullableCodec<T>(Codec<T> item) : Codec<T?>
    where T : struct
{
    public override bool IsImmutable => item.IsImmutable;

    public override void Write(MessageWriter writer, T? value)
    {
        writer.WriteBool(value.HasValue);
        if (value is { } present)
        {
            item.Write(writer, present);
        }
    }

    public override T? Read(ref MessageReader reader) => reader.ReadBool() ? item.Read(ref reader) : null;

    public override T? Copy(T? value) => value is { } present ? item.Copy(present) : null;
}
