using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ChainOfSight.Clustering;
using ChainOfSight.Grains;
using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Replicas;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Silo.Settings;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Reports;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Silo.Hosting;

/// <summary>Everything that the grains of a training silo need: the store, lanes with real tensors, the keeper, evaluation and report.</summary>
internal static class TrainingServices
{
    public static IServiceCollection AddTraining(this IServiceCollection services, SiloSettings settings, IBlobStore store, Action<string> end)
    {
        var data = RecipeData.OfThisMachine(stores: address => StoreOpener.Open(address));
        services.AddSingleton(store);
        services.AddSingleton<ISiloDirectory, ViewSiloDirectory>();
        services.AddSingleton<IStuckLane>(new Ending(end));
        services.AddGrainStorage("Default", (_, _) => new BlobGrainStorage(store, settings.Cluster));
        services.AddSingleton(new ClusterClaims(store, settings.Cluster, TimeProvider.System));
        services.AddSingleton<IRunReporter>(new RunReporter());
        services.AddSingleton<IReplicaLaneFactory>(new ReplicaLaneFactory(new ReplicaLaneServices
        {
            Store = store,
            Data = data,
            Exchange = ExchangeOf(settings),
            Evaluator = new StageEvaluator(new RecipeEvaluationData(data), TimeProvider.System),
        }));
        return services.AddTrainingGrains(new SiloDevices(settings.Devices));
    }

    // The lanes' secret is another one than the silos', made from it: what one side learns says nothing of the other.
    private static Func<LaneStart, IGradientExchange> ExchangeOf(SiloSettings settings)
    {
        var hub = new ExchangeHub();
        var secret = HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.Secret), Encoding.UTF8.GetBytes($"lanes of {settings.Cluster}"));
        return _ => new TcpExchange(new TcpExchangeOptions { Address = settings.Listen ?? settings.Address, Host = DialOf(settings.Address), Secret = secret }, hub, TimeProvider.System);
    }

    // Where a port follows, IPv6 needs brackets.
    private static string DialOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    // Only the end of the process stops a lane for sure.
    private sealed class Ending(Action<string> end) : IStuckLane
    {
        public void GivenUp(string device, string reason) => end($"The lane of {device} is stuck: {reason}");
    }
}
