namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>What the runtime's tests ask of a grain.</summary>
public interface IProbeGrain : IGrainWithStringKey
{
    Task<string> Identity();

    Task<int> Add(int amount);

    Task<int> AddFromHelpers(int helpers, int times);

    Task Hold(string gate);

    [ReadOnly]
    Task HoldReading(string gate);

    [AlwaysInterleave]
    Task HoldInterleaving(string gate);

    [OneWay]
    Task Tell(string gate);

    Task Fail(string message);

    Task<string> CallThrough(string[] grains);

    Task<string> CallThroughReentrant(string[] grains);

    Task<int[]> Reverse(int[] numbers);

    Task<byte[]> Echo(byte[] bytes);

    Task WaitForCancel(string gate, CancellationToken cancellationToken);

    IAsyncEnumerable<int> Count(int upTo, string? gate, CancellationToken cancellationToken = default);

    Task<string> StartTimer(TimeSpan due, TimeSpan period, bool interleave);

    Task<int> Ticks();

    Task EndWhenIdle();

    Task<string?> ContextValue(string key);

    ValueTask<IProbeGrain> Other(string key);

    [ResponseTimeout("00:00:01")]
    Task HoldBriefly(string gate);
}
