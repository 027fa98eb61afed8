namespace ChainOfSight.Actors.Serialization;

/// <summary>Unchangeable values that travel as text.</summary>
internal sealed class TextualCodec<T>(Func<T, string> format, Func<string, T> parse) : Codec<T>
    where T : class
{
    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, T value) => writer.WriteText(value is null ? null : format(value));

    public override T Read(ref MessageReader reader)
    {
        var text = reader.ReadText();
        try
        {
            return text is null ? null! : parse(text);
        }
        catch (FormatException failure)
        {
            throw new MessageFormatException($"'{text}' is not a {typeof(T)}.", failure);
        }
    }

    public override T Copy(T value) => value;
}
