using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace ChainOfSight.Silo.Hosting;

/// <summary>Orleans' options as this product wants them. Each value has its reason beside it; all others are Orleans' own.</summary>
public static class ProductDefaults
{
    /// <summary>How often a silo writes that it lives. After the death of all, a newcomer waits for three of these (<see cref="EarlierSilos"/>); Orleans' own 30 s would be 90.</summary>
    internal static TimeSpan SignOfLife { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Sets them; what is configured later holds.</summary>
    public static ISiloBuilder UseProductDefaults(this ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            // A step waits for a dead silo until it is evicted. Three probes of 1 s keep recovery below 10 s; Orleans' own 5 s do not.
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 3;

            // Gossip tells changes at once; the table is read in case it was lost.
            options.TableRefreshTimeout = TimeSpan.FromSeconds(10);

            options.IAmAliveTablePublishTimeout = SignOfLife;
        });
        silo.Configure<SiloMessagingOptions>(options =>
        {
            // No call of ours is long: an answer that is not there after 10 s was lost, and its caller asks again.
            options.ResponseTimeout = TimeSpan.FromSeconds(10);

            // Messages hold ids, counts and hashes. Orleans closes the connection of a larger one, other calls with it, so this is a guard against bugs.
            options.MaxMessageBodySize = 16 << 20;

            // As the embedded runtime: a queue that grows without end hides a stuck grain.
            options.MaxEnqueuedRequestsHardLimit = 5_000;
        });
        silo.Configure<GrainCollectionOptions>(options =>
        {
            // Runs and replicas are kept alive by themselves; the others are cheap to wake, and ended ones free what a finished run held.
            options.CollectionAge = TimeSpan.FromMinutes(15);
            options.CollectionQuantum = TimeSpan.FromMinutes(1);
        });
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.ActivationManagement, (services, _) => new SteadyClock(services.GetRequiredService<TimeProvider>()));
        silo.Configure<GrainDirectoryOptions>(options =>
        {
            // The directory would keep a dead silo's grains from starting elsewhere for 30 s, in case it still runs. Generations and ETags make such a
            // silo harmless here, and a run must go on within 10 s.
            options.RangeLeaseDuration = TimeSpan.Zero;
        });
        silo.Configure<ExceptionSerializationOptions>(options =>
        {
            // Of exceptions without a serializer Orleans takes those of .NET only; one of ours that got out, or hid inside another, would reach the caller as "no codec found".
            options.SupportedNamespacePrefixes.Add(nameof(ChainOfSight));
        });
#pragma warning disable ORLEANSEXP003 // Experimental, and taken on purpose: the usual directory may run two activations for a moment while silos come and go.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        return silo.AddActivityPropagation();
    }
}
