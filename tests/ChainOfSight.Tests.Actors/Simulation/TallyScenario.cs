using ChainOfSight.Actors.Simulation;
using ChainOfSight.Clustering;
using ChainOfSight.Clustering.Simulation;
using ChainOfSight.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Tests.Actors.Simulation;

/// <summary>A client that adds numbers to grains, again and again until each is acknowledged, while silos come and go.</summary>
internal sealed class TallyScenario
{
    private const int Count = 12;
    private static readonly string[] Keys = ["a", "b", "c"];
    private readonly MemoryBlobStore blobs = new();
    private readonly SimulationRandom random;
    private readonly Dictionary<string, List<int>> acknowledged = Keys.ToDictionary(key => key, _ => new List<int>());
    private int writers = Keys.Length;

    public TallyScenario(ulong seed)
    {
        Cluster = new SimulatedCluster(seed) { GrainTypes = [typeof(TallyGrain)], ConfigureSilo = (services, silo) => services.AddKeyedSingleton<IGrainStorage>("Default", Storage(silo)) };
        random = Cluster.Simulation.Random.Fork("scenario");
    }

    public SimulatedCluster Cluster { get; }

    public void Run(bool trouble)
    {
        for (var i = 1; i <= 3; i++)
        {
            Cluster.Start($"silo-{i}");
        }

        Cluster.Simulation.RunUntil(
            () => Cluster.Silos.All(silo => silo.Serves && silo.Agent.Current.Members.Count(member => member.IsActive) == 3), TimeSpan.FromSeconds(30), "all silos to serve");
        var client = Cluster.StartClient();
        Cluster.Simulation.RunUntil(() => client.IsConnected, TimeSpan.FromSeconds(5), "the client to connect");
        foreach (var key in Keys)
        {
            client.Machine.Start(() => WriteAsync(client, key));
        }

        if (trouble)
        {
            Cluster.Network.Faults = new NetworkFaults { DelayProbability = 0.03, DropProbability = 0.01, RepeatProbability = 0.02 };
            Cluster.Store.Faults = new StoreFaults { ConflictProbability = 0.03, TimeoutProbability = 0.02, ReplyLostProbability = 0.03, LateProbability = 0.02 };
            for (var i = 0; i < 3; i++)
            {
                MakeTrouble();
                Cluster.Simulation.RunFor(random.Between(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(6)));
            }

            Cluster.Network.Faults = NetworkFaults.None;
            Cluster.Store.Faults = StoreFaults.None;
        }

        KeepOne();
        try
        {
            Cluster.Simulation.RunUntil(() => writers == 0, TimeSpan.FromMinutes(5), "all numbers to be acknowledged");
        }
        catch (SimulationException e)
        {
            throw new SimulationException(Cluster.Simulation.Seed, Cluster.Simulation.Now, $"{e.Message}\n{Describe()}", e);
        }

        Check(client);
    }

    private async Task WriteAsync(SimulatedClient client, string key)
    {
        for (var number = 0; number < Count; number++)
        {
            var next = number;
            await AskAsync(client, () => client.GrainFactory.GetGrain<ITallyGrain>(key).Add(next));
            acknowledged[key].Add(number);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Below(800)), client.Machine.Time);
        }

        writers--;
    }

    // Unknown whether it ran: ask again, it counts once.
    private static async Task<T> AskAsync<T>(SimulatedClient client, Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (e is OrleansException or TimeoutException or InconsistentStateException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), client.Machine.Time);
            }
        }
    }

    // Somebody must be there who can answer: a silo that seemed to live may find itself dead.
    private void KeepOne()
    {
        if (!Cluster.Silos.Any(silo => silo.MayAct))
        {
            Cluster.Start($"last-{Cluster.Silos.Count}");
        }

        Cluster.Simulation.After(TimeSpan.FromSeconds(1), KeepOne);
    }

    private void MakeTrouble()
    {
        var living = Cluster.Living.Where(silo => silo.Serves).ToList();
        if (living.Count < 2)
        {
            Cluster.Faults.Note(FaultKind.Join);
            Cluster.Start($"silo-{4 + Cluster.Silos.Count}");
            return;
        }

        var victim = random.Choose(living);
        switch (random.Below(5))
        {
            case 0:
                Cluster.Kill(victim);
                break;
            case 1:
                Cluster.Pause(victim, random.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20)));
                break;
            case 2:
                Cluster.Drain(victim);
                break;
            case 3:
                Cluster.Cut(victim, random.Choose(living), random.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(16)));
                break;
            default:
                Cluster.Faults.Note(FaultKind.Join);
                Cluster.Start($"silo-{4 + Cluster.Silos.Count}");
                break;
        }
    }

    private void Check(SimulatedClient client)
    {
        var read = 0;
        foreach (var key in Keys)
        {
            client.Machine.Start(async () =>
            {
                var numbers = await AskAsync(client, () => client.GrainFactory.GetGrain<ITallyGrain>(key).Numbers());
                Assert.Equal(acknowledged[key], numbers);
                read++;
            });
        }

        Cluster.Simulation.RunUntil(() => read == Keys.Length, TimeSpan.FromMinutes(1), "the numbers to be read");
        foreach (var key in Keys)
        {
            var holders = Cluster.Silos.Where(silo => silo.Serves && silo.Machine.State == MachineState.Running && silo.Runs(GrainId.Create("tally", key))).ToList();
            Assert.True(holders.Count <= 1, $"Seed {Cluster.Simulation.Seed}: {key} is active on {string.Join(", ", holders.Select(silo => silo.Me.Name))}.");
        }
    }

    private string Describe() => string.Join('\n', Cluster.Silos.Select(silo =>
        $"{silo.Me.Name} {silo.Me.Address} {silo.Machine.State} serves {silo.Serves} left {silo.Left} {silo.FencedBecause}\n"
        + $"  sees {string.Join(", ", silo.Agent.Current.Members.Select(member => $"{member.Name}{(member.IsActive ? "" : "?")}"))}\n"
        + (silo.MayAct ? silo.DumpStatus() : ""))
        .Concat(acknowledged.Select(pair => $"{pair.Key} has {pair.Value.Count}")));

    private BlobGrainStorage Storage(SimulatedSilo silo) =>
        new(new SimulatedBlobStore(blobs, Cluster.Store, silo.Machine), "sim", new WriteIds(silo.Me.Address.ToParsableString()));
}
