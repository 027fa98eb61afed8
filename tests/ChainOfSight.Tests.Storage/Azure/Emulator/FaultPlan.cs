namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>Decides by seed what happens to the n-th request.</summary>
/// <param name="seed">The seed.</param>
/// <param name="percent">How many of a hundred requests meet a fault.</param>
public sealed class FaultPlan(int seed, int percent)
{
    private static readonly NetworkFault[] Faults = [.. Enum.GetValues<NetworkFault>().Where(fault => fault != NetworkFault.None)];

    /// <summary>The fault of a request.</summary>
    /// <param name="number">Number of the request, from 0.</param>
    public NetworkFault For(long number)
    {
        var random = new Random(unchecked((int)((seed * 1_000_003L) + (number * 7_919L))));
        return random.Next(100) < percent ? Faults[random.Next(Faults.Length)] : NetworkFault.None;
    }
}
