namespace ChainOfSight.Actors.Transport.Http;

/// <summary>What a listener makes of a caller's first words.</summary>
/// <param name="Status">HTTP status: 200, or why not.</param>
/// <param name="From">The caller, proven; null where it is refused.</param>
/// <param name="Text">The listener's proof, or the reason of the refusal.</param>
internal sealed record Greeting(int Status, SiloAddress? From, string Text)
{
    /// <summary>Another cluster.</summary>
    public const int WrongCluster = 409;

    /// <summary>Another secret.</summary>
    public const int WrongSecret = 401;

    /// <summary>Another start than the one that is meant.</summary>
    public const int Replaced = 410;

    /// <summary>Not the protocol.</summary>
    public const int Malformed = 400;

    /// <summary>Judges a caller.</summary>
    /// <param name="handshake">The own cluster and secret.</param>
    /// <param name="self">The listener.</param>
    /// <param name="header">Reads a header; null where there is none.</param>
    public static Greeting Judge(Handshake handshake, SiloAddress self, Func<string, string?> header)
    {
        var (cluster, from, to, nonce) = (header(Handshake.ClusterHeader), header(Handshake.FromHeader), header(Handshake.ToHeader), header(Handshake.NonceHeader));
        if (cluster is null || from is null || to is null || nonce is null || !SiloAddress.TryParse(from, null, out var caller))
        {
            return new Greeting(Malformed, null, $"{self} is a silo of the embedded actor runtime and speaks only to its own cluster.");
        }

        if (cluster != handshake.ClusterId)
        {
            return new Greeting(WrongCluster, null, $"{self} belongs to the cluster '{handshake.ClusterId}', the caller {from} to '{cluster}'. Check the cluster ids, or the port.");
        }

        if (!handshake.IsProven(header(Handshake.ProofHeader), "caller", from, to, nonce))
        {
            return new Greeting(WrongSecret, null, $"{self} and the caller {from} have different secrets for the cluster '{cluster}'. Give all its processes the same one.");
        }

        return to == self.ToParsableString()
            ? new Greeting(200, caller, handshake.Proof("listener", from, to, nonce))
            : new Greeting(Replaced, null, $"{to} is gone; {self} listens there now.");
    }
}
