namespace ChainOfSight.Actors.Serialization;

/// <summary>
/// Base of generated codecs of classes: null, the class itself, or a class derived from it by name. A value in two places of a message
/// arrives as two values.
/// </summary>
public abstract class ObjectCodec<T> : Codec<T>, IObjectCodec
    where T : class
{
    private const byte Null = 0;
    private const byte Exact = 1;
    private const byte Derived = 2;

    private readonly Lock _gate = new();
    private bool? _immutable;
    private bool _deciding;

    /// <summary>The class's alias or full name.</summary>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public sealed override bool IsImmutable
    {
        get
        {
            if (_immutable is { } known)
            {
                return known;
            }

            lock (_gate)
            {
                if (_immutable is null && !_deciding)
                {
                    _deciding = true;
                    _immutable = MembersAreImmutable();
                }

                // A type that contains itself is decided as changeable: that only costs a copy.
                return _immutable ?? false;
            }
        }
    }

    /// <inheritdoc/>
    public sealed override void Write(MessageWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is null)
        {
            writer.WriteByte(Null);
        }
        else if (value.GetType() == typeof(T))
        {
            writer.WriteByte(Exact);
            writer.BeginObject();
            WriteMembers(writer, value);
            writer.EndObject();
        }
        else
        {
            var codec = Codecs.Object(value.GetType());
            writer.WriteByte(Derived);
            writer.WriteText(codec.Name);
            codec.WriteObject(writer, value);
        }
    }

    /// <inheritdoc/>
    public sealed override T Read(ref MessageReader reader)
    {
        switch (reader.ReadByte())
        {
            case Null:
                return null!;
            case Exact:
                return ReadMembers(ref reader);
            case Derived:
                var name = reader.ReadText() ?? "";
                var codec = Codecs.TryObject(name)
                    ?? throw new MessageFormatException($"The type '{name}' is not known here; do both sides run the same version?");
                return codec.ReadObject(ref reader) as T ?? throw new MessageFormatException($"'{name}' is not a {typeof(T)}.");
            default:
                throw new MessageFormatException($"What follows is not a {typeof(T)}.");
        }
    }

    /// <inheritdoc/>
    public sealed override T Copy(T value)
    {
        if (value is null)
        {
            return null!;
        }

        return value.GetType() != typeof(T) ? (T)Codecs.Object(value.GetType()).CopyObject(value) : IsImmutable ? value : CopyMembers(value);
    }

    void IObjectCodec.WriteObject(MessageWriter writer, object value) => Write(writer, (T)value);

    object IObjectCodec.ReadObject(ref MessageReader reader) => Read(ref reader);

    object IObjectCodec.CopyObject(object value) => Copy((T)value);

    /// <summary>True if no member can change.</summary>
    protected abstract bool MembersAreImmutable();

    /// <summary>Writes the members as fields.</summary>
    protected abstract void WriteMembers(MessageWriter writer, T value);

    /// <summary>Reads members up to the key 0 and makes the value.</summary>
    protected abstract T ReadMembers(ref MessageReader reader);

    /// <summary>Makes a value with copies of the members.</summary>
    protected abstract T CopyMembers(T value);
}
