using System.Security.Cryptography;
using System.Text;

namespace ChainOfSight.Actors.Transport.Http;

/// <summary>Both sides prove that they know the cluster's secret, for this connection only; the secret itself stays at home.</summary>
/// <param name="clusterId">The own cluster.</param>
/// <param name="secret">The cluster's secret.</param>
internal sealed class Handshake(string clusterId, string secret)
{
    /// <summary>Header: the caller's cluster.</summary>
    public const string ClusterHeader = "cos-cluster";

    /// <summary>Header: the caller's address.</summary>
    public const string FromHeader = "cos-from";

    /// <summary>Header: whom the caller means.</summary>
    public const string ToHeader = "cos-to";

    /// <summary>Header: random text of the caller.</summary>
    public const string NonceHeader = "cos-nonce";

    /// <summary>Header: a side's proof.</summary>
    public const string ProofHeader = "cos-proof";

    private readonly byte[] key = Encoding.UTF8.GetBytes(secret);

    /// <summary>The own cluster.</summary>
    public string ClusterId => clusterId;

    /// <summary>Random text for one connection.</summary>
    public static string Nonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The proof of one side.</summary>
    /// <param name="side">"caller" or "listener", so that neither can send back the other's.</param>
    /// <param name="from">The caller.</param>
    /// <param name="to">The listener.</param>
    /// <param name="nonce">The connection's random text.</param>
    public string Proof(string side, string from, string to, string nonce) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{side}\n{clusterId}\n{from}\n{to}\n{nonce}")));

    /// <summary>Whether a proof is right; takes the same time whether or not.</summary>
    public bool IsProven(string? proof, string side, string from, string to, string nonce) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(proof ?? ""), Encoding.ASCII.GetBytes(Proof(side, from, to, nonce)));
}
