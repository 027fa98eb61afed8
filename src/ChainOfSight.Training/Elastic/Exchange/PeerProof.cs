using System.Security.Cryptography;

namespace ChainOfSight.Training.Elastic;

/// <summary>Both sides of a connection prove that they know the secret, before anything else is read: each answers the other's random challenge.</summary>
internal static class PeerProof
{
    private const int Length = 32;

    /// <exception cref="InvalidDataException">The other side does not know the secret, or is no lane.</exception>
    /// <exception cref="EndOfStreamException">It closed the connection.</exception>
    public static async Task ExchangeAsync(Stream stream, ReadOnlyMemory<byte> secret, bool isServer, CancellationToken cancellationToken)
    {
        var mine = RandomNumberGenerator.GetBytes(Length);
        await stream.WriteAsync(mine, cancellationToken).ConfigureAwait(false);
        var theirs = new byte[Length];
        await stream.ReadExactlyAsync(theirs, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(Answer(secret, isServer, theirs, mine), cancellationToken).ConfigureAwait(false);
        var answer = new byte[Length];
        await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
        if (!CryptographicOperations.FixedTimeEquals(answer, Answer(secret, !isServer, mine, theirs)))
        {
            throw new InvalidDataException("The other side does not know the cluster's secret, or is no lane.");
        }
    }

    // The side is part of it, so that an answer cannot be played back to who gave it.
    private static byte[] Answer(ReadOnlyMemory<byte> secret, bool isServer, byte[] challenge, byte[] own) =>
        HMACSHA256.HashData(secret.Span, [isServer ? (byte)1 : (byte)2, .. challenge, .. own]);
}
