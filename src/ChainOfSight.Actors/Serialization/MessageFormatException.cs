namespace ChainOfSight.Actors.Serialization;

/// <summary>Bytes that are not what they should be; the message that they belong to is refused.</summary>
public sealed class MessageFormatException : Exception
{
    /// <summary>Without a cause.</summary>
    public MessageFormatException()
        : base("The message is malformed.")
    {
    }

    /// <summary>With what was wrong.</summary>
    public MessageFormatException(string message)
        : base(message)
    {
    }

    /// <summary>With what was wrong and its cause.</summary>
    public MessageFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
