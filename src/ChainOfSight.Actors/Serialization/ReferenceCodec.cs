namespace ChainOfSight.Actors.Serialization;

/// <summary>References to grains travel as interface name and grain id and are bound to the runtime that reads them.</summary>
internal sealed class ReferenceCodec<T> : Codec<T>
    where T : class, IAddressable
{
    public static readonly ReferenceCodec<T> Instance = new();

    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, T value)
    {
        var reference = value switch
        {
            null => null,
            GrainReference proxy => proxy,
            _ => throw new NotSupportedException($"{value.GetType()} is a grain itself; send this.AsReference<{typeof(T).Name}>() instead."),
        };
        writer.WriteText(reference?.InterfaceName);
        if (reference is not null)
        {
            Codecs.GrainId.Write(writer, reference.GrainId);
        }
    }

    public override T Read(ref MessageReader reader)
    {
        if (reader.ReadText() is not { } name)
        {
            return null!;
        }

        var id = Codecs.GrainId.Read(ref reader);
        var runtime = reader.Runtime ?? throw new NotSupportedException("A reference to a grain can only be read by a silo or client.");
        return runtime.Factory.GetGrain(id, GrainInterfaceType.Create(name)) as T
            ?? throw new MessageFormatException($"'{name}' is not a {typeof(T)}.");
    }

    public override T Copy(T value) => value is null or GrainReference
        ? value!
        : throw new NotSupportedException($"{value.GetType()} is a grain itself; send this.AsReference<{typeof(T).Name}>() instead.");
}
