namespace ChainOfSight.Actors.Simulation;

/// <summary>The network between simulated machines: delays, loses and repeats messages by seed, in order for each pair but for those that are overtaken.</summary>
/// <param name="simulation">The world.</param>
/// <param name="log">Counts what goes wrong.</param>
public sealed class SimulatedNetwork(Simulation simulation, FaultLog log)
{
    private const double StragglingProbability = 0.5;
    private readonly SimulationRandom random = simulation.Random.Fork("network");
    private readonly Dictionary<SiloAddress, SimulatedTransport> endpoints = [];
    private readonly HashSet<(string, string)> cuts = [];
    private readonly HashSet<string> stragglers = [];

    /// <summary>How messages fare from now on.</summary>
    public NetworkFaults Faults { get; set; } = NetworkFaults.None;

    /// <summary>A transport for a machine.</summary>
    /// <param name="machine">The machine.</param>
    public SimulatedTransport Attach(SimulatedMachine machine) => new(this, simulation, machine);

    /// <summary>Two machines cannot hear each other from now on.</summary>
    /// <param name="a">Name of one.</param>
    /// <param name="b">Name of the other.</param>
    public void Cut(string a, string b)
    {
        cuts.Add(Pair(a, b));
        log.Note(FaultKind.Partition);
    }

    /// <summary>They hear each other again. What was sent meanwhile is lost.</summary>
    /// <param name="a">Name of one.</param>
    /// <param name="b">Name of the other.</param>
    public void Heal(string a, string b) => cuts.Remove(Pair(a, b));

    /// <summary>From now on half of what a machine sends is overtaken by the rest, or no more than of others.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="straggles">Whether it does.</param>
    public void SetStraggling(string name, bool straggles) => _ = straggles ? stragglers.Add(name) : stragglers.Remove(name);

    internal void Register(SiloAddress address, SimulatedTransport transport)
    {
        if (endpoints.TryGetValue(address, out var other) && other.Machine.State != MachineState.Dead)
        {
            throw new OrleansConfigurationException($"Another process listens on {address}.");
        }

        endpoints[address] = transport;
        transport.Machine.OnEnd(() => Ended(address));
    }

    internal void Unregister(SiloAddress address)
    {
        if (endpoints.Remove(address))
        {
            Ended(address);
        }
    }

    /// <summary>Who listens at an address, where the process lives; the start number may be another.</summary>
    internal SimulatedTransport? Listener(SiloAddress address) =>
        endpoints.TryGetValue(address, out var exact) && exact.Machine.State != MachineState.Dead ? exact
        : endpoints.Values.FirstOrDefault(it => it.Machine.State != MachineState.Dead && it.Address.Endpoint.Equals(address.Endpoint) && !address.IsClient);

    internal bool AreCut(SimulatedMachine a, SimulatedMachine b) => cuts.Count > 0 && cuts.Contains(Pair(a.Name, b.Name));

    internal TimeSpan Delay()
    {
        if (!random.Chance(Faults.DelayProbability))
        {
            return random.Between(Faults.ShortestDelay, Faults.LongestDelay);
        }

        log.Note(FaultKind.MessageDelayed);
        return random.Between(Faults.LongestDelay, Faults.LongDelay);
    }

    internal bool IsDropped() => Noted(Faults.DropProbability, FaultKind.MessageDropped);

    internal bool IsRepeated() => Noted(Faults.RepeatProbability, FaultKind.MessageRepeated);

    /// <summary>How much longer a message of a machine takes that is overtaken; null for one that is not.</summary>
    internal TimeSpan? Overtaken(SimulatedMachine sender) =>
        Noted(stragglers.Contains(sender.Name) ? StragglingProbability : Faults.OvertakenProbability, FaultKind.MessageOvertaken)
            ? random.Between(Faults.LongestDelay, Faults.OvertakenDelay)
            : null;

    private static (string, string) Pair(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);

    private bool Noted(double probability, FaultKind kind)
    {
        if (!random.Chance(probability))
        {
            return false;
        }

        log.Note(kind);
        return true;
    }

    private void Ended(SiloAddress address)
    {
        foreach (var other in endpoints.Values.Where(it => it.Machine.State != MachineState.Dead && it.HasTalkedTo(address)).ToList())
        {
            other.Machine.After(random.Between(Faults.ShortestDelay, Faults.LongestDelay), () => other.Lose(address, "its process ended"));
        }
    }
}
