using System.Runtime.CompilerServices;

namespace ChainOfSight.Tests.Actors.Grains;

public abstract class ProbeGrainBase(Gates gates) : Grain
{
    private int _sum;
    private int _ticks;

    protected string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        gates.Count($"activate {Key}");
        await gates.PassIfThere($"activating {Key}");
        if (gates.Fails.Contains(Key))
        {
            throw new InvalidOperationException($"{Key} cannot be activated.");
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        gates.Count($"deactivate {Key}");
        await gates.PassIfThere($"deactivating {Key}");
    }

    public Task<string> Identity() => Task.FromResult($"{GrainContext.ActivationId} at {GrainContext.Address.SiloAddress}");

    public Task<int> Add(int amount) => Task.FromResult(_sum += amount);

    public async Task<int> AddFromHelpers(int helpers, int times)
    {
        await Task.WhenAll(Enumerable.Range(0, helpers).Select(async _ =>
        {
            for (var i = 0; i < times; i++)
            {
                await Task.Yield();
                _sum++;
            }
        }));
        return _sum;
    }

    public Task Hold(string gate) => gates.Pass(gate);

    public Task HoldReading(string gate) => gates.Pass(gate);

    public Task HoldInterleaving(string gate) => gates.Pass(gate);

    public Task HoldBriefly(string gate) => gates.Pass(gate);

    public Task Tell(string gate) => gates.Pass(gate);

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public async Task<string> CallThrough(string[] grains) =>
        grains.Length == 0 ? Key : $"{Key} {await GrainFactory.GetGrain<IProbeGrain>(grains[0], typeof(ProbeGrain).FullName).CallThrough(grains[1..])}";

    public async Task<string> CallThroughReentrant(string[] grains)
    {
        using var section = RequestContext.AllowCallChainReentrancy();
        return await CallThrough(grains);
    }

    public Task<int[]> Reverse(int[] numbers)
    {
        Array.Reverse(numbers);
        return Task.FromResult(numbers);
    }

    public Task<byte[]> Echo(byte[] bytes) => Task.FromResult(bytes);

    public async Task WaitForCancel(string gate, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => cancelled.SetResult());
        gates.Enter(gate);
        await cancelled.Task;
        gates.Count($"cancelled {gate}");
    }

    public async IAsyncEnumerable<int> Count(int upTo, string? gate, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var i = 0; i < upTo; i++)
            {
                if (gate is not null)
                {
                    await gates.Pass($"{gate} {i}").WaitAsync(cancellationToken);
                }

                yield return i;
            }
        }
        finally
        {
            gates.Count($"sequence of {Key} ended");
        }
    }

    public Task<string> StartTimer(TimeSpan due, TimeSpan period, bool interleave)
    {
        this.RegisterGrainTimer(
            async _ =>
            {
                await gates.PassIfThere($"tick {Key}");
                _ticks++;
            },
            new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Identity();
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public Task EndWhenIdle()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string?> ContextValue(string key) => Task.FromResult(RequestContext.Get(key)?.ToString());

    public ValueTask<IProbeGrain> Other(string key) => new(GrainFactory.GetGrain<IProbeGrain>(key, typeof(ProbeGrain).FullName));
}
