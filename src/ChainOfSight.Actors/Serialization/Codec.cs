namespace ChainOfSight.Actors.Serialization;

/// <summary>Serializes and copies values of a type.</summary>
public abstract class Codec<T>
{
    /// <summary>True if values never change, so that a copy is the value itself.</summary>
    public virtual bool IsImmutable => false;

    /// <summary>Writes a value.</summary>
    public abstract void Write(MessageWriter writer, T value);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="MessageFormatException">The bytes are not of this type.</exception>
    public abstract T Read(ref MessageReader reader);

    /// <summary>A value that is equal and shares nothing changeable with the given one.</summary>
    public abstract T Copy(T value);
}
