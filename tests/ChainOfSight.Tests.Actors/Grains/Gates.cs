using System.Collections.Concurrent;

namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>Lets a test hold grains at named points and see that they arrived: instead of sleeping.</summary>
public sealed class Gates
{
    private readonly ConcurrentDictionary<string, Gate> _gates = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public HashSet<string> Fails { get; } = [];

    public int Counted(string name) => _counts.GetValueOrDefault(name);

    public void Count(string name) => _counts.AddOrUpdate(name, 1, (_, count) => count + 1);

    /// <summary>Enters and waits until the test opens the gate.</summary>
    public Task Pass(string name)
    {
        var gate = Of(name);
        gate.Entered.TrySetResult();
        return gate.Open.Task;
    }

    public Task PassIfThere(string name) => _gates.ContainsKey(name) ? Pass(name) : Task.CompletedTask;

    public void Enter(string name) => Of(name).Entered.TrySetResult();

    public void Prepare(string name) => Of(name);

    public void Open(string name) => Of(name).Open.TrySetResult();

    public bool HasEntered(string name) => Of(name).Entered.Task.IsCompleted;

    public Task Entered(string name) => Of(name).Entered.Task.OrDeadlock($"somebody enters '{name}'");

    private Gate Of(string name) => _gates.GetOrAdd(name, _ => new());

    private sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
