namespace ChainOfSight.Actors.Serialization;

internal sealed class IdSpanCodec : Codec<IdSpan>
{
    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, IdSpan value) => writer.WriteBytes(value.AsSpan());

    public override IdSpan Read(ref MessageReader reader) => reader.ReadBytes() is { Length: > 0 } bytes ? new(bytes.ToArray()) : default;

    public override IdSpan Copy(IdSpan value) => value;
}
