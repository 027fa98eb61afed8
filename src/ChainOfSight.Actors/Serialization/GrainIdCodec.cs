namespace ChainOfSight.Actors.Serialization;

internal sealed class GrainIdCodec : Codec<GrainId>
{
    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, GrainId value)
    {
        Codecs.IdSpan.Write(writer, value.Type.Value);
        Codecs.IdSpan.Write(writer, value.Key);
    }

    public override GrainId Read(ref MessageReader reader) => new(new GrainType(Codecs.IdSpan.Read(ref reader)), Codecs.IdSpan.Read(ref reader));

    public override GrainId Copy(GrainId value) => value;
}
