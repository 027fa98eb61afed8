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

    // The process ends with its run: what cannot be written by then is told instead.
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(10);
    private readonly IHost host;
    private readonly Recipe recipe;
    private readonly string run;
    private readonly Watcher watcher;
    private readonly RunHold hold;

    private EmbeddedTraining(Recipe recipe, string run, IBlobStore store, RecipeData data, RunHold hold, Action<RunEvent> report)
    {
        (this.recipe, this.run, this.hold, watcher) = (recipe, run, hold, new Watcher(report));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var services = builder.Services;
        var device = recipe.Device == "cpu" || !recipe.Device.Contains(':', StringComparison.Ordinal) ? $"{recipe.Device}:0" : recipe.Device;
        builder.UseOrleans(silo => silo.UseAlone().Configure<SiloOptions>(options => options.SiloName = Name).UseSiloMetadata(new SiloLabels(Name, [device]).ToMetadata()));
        services.AddSingleton(store);
        services.AddSingleton<IGrainStorage>(new BlobGrainStorage(store, "local"));
        services.AddSingleton<ISiloDirectory, SoleSilo>();
        services.AddSingleton<IRunObserver>(watcher);
        services.AddSingleton(new RunTimes { LastWrite = LastWrite });
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

    /// <summary>Starts the silo, once no other process trains the run.</summary>
    /// <exception cref="UserErrorException">Another process does.</exception>
    public static async Task<EmbeddedTraining> StartAsync(
        Recipe recipe, string run, IBlobStore store, RecipeData data, IRunPrinter printer, CancellationToken cancellationToken)
    {
        // A missing or foreign libtorch is told before anything is written.
        _ = TensorEngine.Library.Version;
        var hold = await RunHold.TakeAsync(store, run, RunHolder.OfThisProcess(), TimeProvider.System, printer.Preparing, cancellationToken).ConfigureAwait(false);
        var training = new EmbeddedTraining(recipe, run, store, data, hold, printer.Report);
        try
        {
            await training.host.StartAsync(cancellationToken).ConfigureAwait(false);
            return training;
        }
        catch
        {
            await training.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Submits the run and waits until it rests.</summary>
    /// <param name="wishes">How it is to begin and what it puts up with.</param>
    /// <param name="stop">Asks for an end after the current step.</param>
    /// <returns>How the run stands.</returns>
    /// <exception cref="RunStoppedException">Something that a person can mend stopped the run.</exception>
    /// <exception cref="UserErrorException">It was refused, or another process took it over.</exception>
    public async Task<RunStatus> RunAsync(RunWishes wishes, CancellationToken stop)
    {
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IRun>(run);
        try
        {
            var view = await grain.Submit(new RunSubmission
            {
                Recipe = RecipeText.Resolve(recipe), Restart = wishes.Restart, AcceptHandOver = wishes.AcceptHandOver, FaultPatience = wishes.FaultPatience,
            }).ConfigureAwait(false);
            if (view.Phase == RunPhase.Completed)
            {
                watcher.Tell(new RunFinished(run, RunStatus.Completed, $"The run \"{run}\" is complete already. Train it anew with --restart, or give this one another name with --run NAME."));
                return RunStatus.Completed;
            }

            await using var stopping = stop.Register(() => _ = grain.Stop());
            if (await Task.WhenAny(watcher.Finished, hold.Lost).ConfigureAwait(false) == hold.Lost)
            {
                throw new UserErrorException(await hold.Lost.ConfigureAwait(false));
            }

            view = await grain.Status().ConfigureAwait(false);
            var finished = await watcher.Finished.ConfigureAwait(false);
            if (view.Phase is RunPhase.Failed or RunPhase.Paused)
            {
                throw new RunStoppedException(finished);
            }

            watcher.Tell(finished);
            return view.Phase switch
            {
                RunPhase.Completed => RunStatus.Completed,
                RunPhase.Held => RunStatus.Held,
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
        await hold.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Watcher(Action<RunEvent> report) : IRunObserver
    {
        private readonly TaskCompletionSource<RunFinished> finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<RunFinished> Finished => finished.Task;

        // The end is reported by the one who waits for it: as an end, or as an error.
        public void Report(string run, RunEvent happened)
        {
            if (happened is RunFinished end)
            {
                finished.TrySetResult(end);
            }
            else
            {
                Tell(happened);
            }
        }

        public void Tell(RunEvent happened) => report(happened);
    }

    // Nobody else is there, and nobody will come.
    private sealed class SoleSilo(ILocalSiloDetails silo, SiloDevices devices) : ISiloDirectory
    {
        public IReadOnlyList<SiloSight> Silos => [new SiloSight(silo.Name, silo.SiloAddress, IsActive: true, IsOpen: true, devices.Names)];
    }
}
