namespace ChainOfSight.Actors.Serialization;

/// <summary>Codec of an abstract class: only classes derived from it are sent.</summary>
/// <param name="name">The class's alias or full name.</param>
public sealed class AbstractCodec<T>(string name) : ObjectCodec<T>
    where T : class
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    protected override bool MembersAreImmutable() => false;

    /// <inheritdoc/>
    protected override void WriteMembers(MessageWriter writer, T value) => throw Abstract();

    /// <inheritdoc/>
    protected override T ReadMembers(ref MessageReader reader) => throw Abstract();

    /// <inheritdoc/>
    protected override T CopyMembers(T value) => throw Abstract();

    private static MessageFormatException Abstract() => new($"{typeof(T)} is abstract.");
}
