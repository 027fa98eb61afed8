namespace ChainOfSight.Actors.Serialization;

internal sealed class NothingCodec : Codec<Nothing>
{
    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, Nothing value)
    {
    }

    public override Nothing Read(ref MessageReader reader) => default;

    public override Nothing Copy(Nothing value) => value;
}
