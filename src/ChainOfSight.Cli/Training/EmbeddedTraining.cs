using ChainOfSight.Clustering;
using ChainOfSight.Grains;
using ChainOfSight.Grains.Clusters;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Devices;
using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Silo.Hosting;
using ChainOfSight.Storage;
using ChainOfSight.Tensors;
using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Reports;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChainOfSight.Cli.Training;

/// <summary>One silo in this process, alone and without a network, that trains one run on one device: the same grains as in a cluster.</summary>
internal sealed class EmbeddedTraining : IAsyncDisposable
{
    private const string Name = "local";
    private readonly IHost host;
    private readonly Recipe recipe;
    private readonly string run;
    private readonly Watcher watcher;

    private EmbeddedTraining(Recipe recipe, string run, IBlobStore store, RecipeData data, Action<RunEvent> report)
    {
        (this.recipe, this.run, watcher) = (recipe, run, new Watcher(report));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var services = builder.Services;
        var device = recipe.Device == "cpu" || !recipe.Device.Contains(':', StringComparison.Ordinal) ? $"{recipe.Device}:0" : recipe.Device;
        builder.UseOrleans(silo => silo.UseAlone().Configure<SiloOptions>(options => options.SiloName = Name).UseSiloMetadata(new SiloLabels(Name, [device]).ToMetadata()));
        services.AddSingleton(store);
        services.AddSingleton<IGrainStorage>(new BlobGrainStorage(store, "local"));
        services.AddSingleton<ISiloDirectory, SoleSilo>();
        services.AddSingleton<IRunObserver>(watcher);
        services.AddSingleton<IRunReporter>(new RunReporter());
        var hub = new ExchangeHub();
        services.AddSingleton<IReplicaLaneFactory>(new ReplicaLaneFactory(new ReplicaLaneServices
        {
            Store = store,
            Data = data,
            Exchange = start => new MemoryExchange(hub, start.Incarnation),
            Evaluator = new StageEvaluator(new RecipeEvaluationData(data), TimeProvider.System),
        }));
        services.AddTrainingGrains(new SiloDevices([device]));
        host = builder.Build();
    }

    /// <summary>Starts the silo.</summary>
    public static async Task<EmbeddedTraining> StartAsync(Recipe recipe, string run, IBlobStore store, RecipeData data, Action<RunEvent> report, CancellationToken cancellationToken)
    {
        // A missing or foreign libtorch is told now: a silo would go on asking its lane.
        _ = TensorEngine.Library.Version;
        var training = new EmbeddedTraining(recipe, run, store, data, report);
        await training.host.StartAsync(cancellationToken).ConfigureAwait(false);
        return training;
    }

    /// <summary>Submits the run and waits until it rests.</summary>
    /// <param name="restart">Whether an earlier run of this name is deleted first.</param>
    /// <param name="accept">Whether a hand-over that fails its loss limit is accepted.</param>
    /// <param name="stop">Asks for an end after the current step.</param>
    /// <returns>How the run stands.</returns>
    /// <exception cref="UserErrorException">Something that a person can mend.</exception>
    public async Task<RunStatus> RunAsync(bool restart, bool accept, CancellationToken stop)
    {
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IRun>(run);
        try
        {
            var view = await grain.Submit(new RunSubmission { Recipe = RecipeText.Resolve(recipe), Restart = restart, AcceptHandOver = accept }).ConfigureAwait(false);
            if (view.Phase == RunPhase.Completed)
            {
                watcher.Report(run, new RunFinished(run, RunStatus.Completed, $"The run \"{run}\" is complete already. Train it anew with --restart, or give this one another name with --run NAME."));
                return RunStatus.Completed;
            }

            await using var stopping = stop.Register(() => _ = grain.Stop());
            await watcher.Finished.ConfigureAwait(false);
            view = await grain.Status().ConfigureAwait(false);
            return view.Phase switch
            {
                RunPhase.Completed => RunStatus.Completed,
                RunPhase.Held => RunStatus.Held,
                RunPhase.Failed or RunPhase.Paused => throw new UserErrorException(view.Reason ?? $"The run \"{run}\" failed."),
                _ => RunStatus.Interrupted,
            };
        }
        catch (RefusedException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }

    /// <summary>Stops the silo.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync().ConfigureAwait(false);
        await ((IAsyncDisposable)host).DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Watcher(Action<RunEvent> report) : IRunObserver
    {
        private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Finished => finished.Task;

        public void Report(string run, RunEvent happened)
        {
            report(happened);
            if (happened is RunFinished)
            {
                finished.TrySetResult();
            }
        }
    }

    // Nobody else is there, and nobody will come.
    private sealed class SoleSilo(ILocalSiloDetails silo, SiloDevices devices) : ISiloDirectory
    {
        public IReadOnlyList<SiloSight> Silos => [new SiloSight(silo.Name, silo.SiloAddress, IsActive: true, IsOpen: true, devices.Names)];
    }
}
