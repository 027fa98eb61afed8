using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Proofs.Processes;

/// <summary>Silos as processes of their own with one folder as their store, and a client that follows their run.</summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    // A guard against deadlock only: machines of CI are slow, and no phase comes near it.
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(1);
    private readonly ProofFiles files;
    private readonly string store;
    private readonly List<SiloProcess> all = [];
    private CosClient? client;
    private int named;

    private ProcessCluster(ProofFiles files) => (this.files, store) = (files, files.NewStore());

    /// <summary>Every process that was started.</summary>
    public IReadOnlyList<SiloProcess> All => all;

    /// <summary>Those that live.</summary>
    public IReadOnlyList<SiloProcess> Living => [.. all.Where(silo => !silo.HasExited)];

    public CosClient Client => client ?? throw new InvalidOperationException("Nobody is connected yet.");

    public RunClient Run => Client.Run(ProofRecipe.Run);

    public IBlobStore Store => new DirectoryBlobStore(store);

    /// <summary>Starts silos and connects to them.</summary>
    public static async Task<ProcessCluster> StartAsync(ProofFiles files, int silos, CancellationToken cancellationToken)
    {
        var cluster = new ProcessCluster(files);
        try
        {
            await cluster.StartSilosAsync(silos, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a silo without waiting for it.</summary>
    /// <param name="name">Its name; null for a new one.</param>
    public SiloProcess Start(string? name = null)
    {
        name ??= $"s{++named}";
        var silo = SiloProcess.Start(name, files.Folder, files.Environment(store), "silo", "--name", name, "--store", store);
        all.Add(silo);
        return silo;
    }

    /// <summary>Starts silos, waits until all serve, and connects where nobody is connected.</summary>
    public async Task<IReadOnlyList<SiloProcess>> StartSilosAsync(int silos, CancellationToken cancellationToken)
    {
        SiloProcess[] started = [.. Enumerable.Range(0, silos).Select(_ => Start())];
        await Guarded("silos to serve", Task.WhenAll(started.Select(silo => silo.Serving)), cancellationToken);
        if (client is null)
        {
            await ConnectAsync(cancellationToken);
        }

        return started;
    }

    /// <summary>Connects, anew where somebody is connected.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (client is { } old)
        {
            client = null;
            await old.DisposeAsync();
        }

        client = await CosClient.ConnectAsync(new ClusterSettings { Store = store, Secret = files.Secret }, cancellationToken: cancellationToken);
    }

    /// <summary>Submits the recipe.</summary>
    public async Task<RunView> SubmitAsync(int min, int max, CancellationToken cancellationToken)
    {
        var read = await RecipeReader.ReadFileAsync(files.Recipe, cancellationToken);
        return await Run.SubmitAsync(new RunSubmission { Recipe = RecipeText.Resolve(read), MinReplicas = min, MaxReplicas = max }, cancellationToken);
    }

    /// <summary>Waits until the run is as wanted.</summary>
    /// <param name="phase">What is waited for, for the message.</param>
    /// <param name="isSo">Whether it is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<RunView> UntilAsync(string phase, Func<RunView, bool> isSo, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        RunView? last = null;
        while (TimeProvider.System.GetElapsedTime(begun) < Guard)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await LookAsync(cancellationToken) is { } view)
            {
                last = view;
                if (isSo(view))
                {
                    return view;
                }
            }

            await Task.Delay(LookPeriod, cancellationToken);
        }

        throw new TimeoutException(
            $"{phase}: after {Guard.TotalMinutes} minutes the run is {last?.Phase} in generation {last?.Generation} at {last?.Stage} {last?.Step}, waits for {last?.WaitsFor}, reason {last?.Reason}.\n"
            + Texts());
    }

    /// <summary>Waits until the others have found a silo dead that had joined.</summary>
    public async Task UntilDeadAsync(SiloProcess silo, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (await AskAsync(() => Client.ClusterAsync(cancellationToken), cancellationToken) is not { } view || view.Silos.Any(one => one.Name == silo.Name && one.IsAlive))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Guard)
            {
                throw new TimeoutException($"After {Guard.TotalMinutes} minutes nobody has found {silo.Name} dead.\n" + Texts());
            }

            await Task.Delay(LookPeriod, cancellationToken);
        }
    }

    /// <summary>The run as it stands; null where nobody answers soon.</summary>
    public Task<RunView?> LookAsync(CancellationToken cancellationToken) => AskAsync(() => Run.StatusAsync(cancellationToken), cancellationToken);

    private static async Task<T?> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ask().WaitAsync(LongestCall, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or ClusterUnreachableException)
        {
            return null;
        }
    }

    /// <summary>The silo that has the grain of the run, as its log says; null where it is not known.</summary>
    public SiloProcess? Host() => Living
        .Select(silo => (Silo: silo, Last: silo.Said.LastOrDefault(line => line.Text.Contains($"Run {ProofRecipe.Run} generation", StringComparison.Ordinal))))
        .Where(one => one.Last is not null)
        .OrderByDescending(one => one.Last!.At)
        .Select(one => one.Silo)
        .FirstOrDefault();

    /// <summary>Waits for something that no phase should take long for.</summary>
    public static async Task Guarded(string phase, Task task, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(Guard, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Guard.TotalMinutes} minutes for {phase}.");
        }
    }

    private string Texts() => string.Join("\n\n", all.Select(silo => $"{silo.Name} ({(silo.HasExited ? $"ended with {silo.ExitCode}" : "lives")}):\n{silo.Text()}"));

    public async ValueTask DisposeAsync()
    {
        // Processes first: a client that says good-bye to silos that are frozen waits for them.
        foreach (var silo in all)
        {
            await silo.DisposeAsync();
        }

        if (client is not null)
        {
            await client.DisposeAsync();
        }

        Directory.Delete(store, recursive: true);
    }
}
