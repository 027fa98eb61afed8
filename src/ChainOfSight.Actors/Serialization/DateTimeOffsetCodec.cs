namespace ChainOfSight.Actors.Serialization;

internal sealed class DateTimeOffsetCodec : Codec<DateTimeOffset>
{
    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, DateTimeOffset value)
    {
        writer.WriteUInt64((ulong)value.Ticks);
        writer.WriteUInt32((uint)(int)value.Offset.TotalMinutes);
    }

    public override DateTimeOffset Read(ref MessageReader reader)
    {
        var ticks = (long)reader.ReadUInt64();
        var minutes = (int)reader.ReadUInt32();
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks && Math.Abs((long)minutes) <= 14 * 60
            ? new(ticks, TimeSpan.FromMinutes(minutes))
            : throw new MessageFormatException("A time is out of range.");
    }

    public override DateTimeOffset Copy(DateTimeOffset value) => value;
}
