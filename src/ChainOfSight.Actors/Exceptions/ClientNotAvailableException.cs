namespace ChainOfSight.Actors;

/// <summary>The client that a message was for is not connected.</summary>
[GenerateSerializer]
public class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(string message)
        : base(message)
    {
    }
}
