using System.Collections.Concurrent;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>
/// Decides by seed which fault the n-th request of a sort meets. In every deck of requests of one sort each fault that the sort can meet comes once, at a place that the seed chooses:
/// so all of them come as soon as there are enough requests, whatever order they come in.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="percent">How many of a hundred requests meet a fault.</param>
public sealed class FaultPlan(int seed, int percent)
{
    // Only a conditional write can meet a conflict, only a read can be torn.
    private static readonly NetworkFault[] Any = [NetworkFault.Busy, NetworkFault.Broken, NetworkFault.ReplyLost, NetworkFault.Late];
    private static readonly NetworkFault[][] Faults = [[.. Any, NetworkFault.Torn], [.. Any, NetworkFault.Conflict], Any];
    private readonly ConcurrentDictionary<RequestSort, int> requests = new();

    /// <summary>The fault of the next request.</summary>
    /// <param name="sort">What it asks for.</param>
    public NetworkFault Next(RequestSort sort)
    {
        var number = requests.AddOrUpdate(sort, 0, (_, last) => last + 1);
        var faults = Faults[(int)sort];
        var length = faults.Length * 100 / percent;
        var deck = new NetworkFault[length];
        faults.CopyTo(deck, 0);
        new Random(unchecked((int)((seed * 1_000_003L) + (number / length * 7_919L) + (int)sort))).Shuffle(deck);
        return deck[number % length];
    }
}
