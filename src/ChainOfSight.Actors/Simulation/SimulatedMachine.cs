using ChainOfSight.Actors.Scheduling;

namespace ChainOfSight.Actors.Simulation;

/// <summary>One simulated process: its executor, its clock, and whether it runs.</summary>
public sealed class SimulatedMachine : IWorkExecutor
{
    private readonly Simulation simulation;
    private readonly List<IThreadPoolWorkItem> heldWork = [];
    private readonly List<SimulatedEvent> heldEvents = [];
    private readonly List<Action> ended = [];

    internal SimulatedMachine(Simulation simulation, string name, int number)
    {
        (this.simulation, Name, Number) = (simulation, name, number);
        Time = new SimulatedTime(simulation, this);
        Scheduler = new ExecutorScheduler(this);
        Random = simulation.Random.Fork(name);
    }

    /// <summary>For messages.</summary>
    public string Name { get; }

    /// <summary>Position in the simulation.</summary>
    public int Number { get; }

    /// <summary>Whether it runs.</summary>
    public MachineState State { get; private set; }

    /// <summary>Its clock: monotonic time is the world's, the time of day may jump.</summary>
    public SimulatedTime Time { get; }

    /// <summary>Runs tasks on this machine.</summary>
    public ExecutorScheduler Scheduler { get; }

    /// <summary>A source of its own.</summary>
    public SimulationRandom Random { get; }

    /// <summary>Starts work on this machine. What it throws, unless the machine is dead, ends the simulation.</summary>
    /// <param name="work">The work.</param>
    /// <returns>Completed, on no machine, when the work is.</returns>
    public Task Start(Func<Task> work) => Scheduler.Run(async () =>
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            if (State != MachineState.Dead)
            {
                simulation.Fail(e);
            }

            throw;
        }
    });

    /// <summary>Ends the process here and now, without a word to anyone.</summary>
    public void Kill()
    {
        if (State == MachineState.Dead)
        {
            return;
        }

        State = MachineState.Dead;
        heldWork.Clear();
        heldEvents.Clear();
        ended.ForEach(action => action());
    }

    /// <summary>Freezes it.</summary>
    public void Pause()
    {
        if (State == MachineState.Running)
        {
            State = MachineState.Paused;
        }
    }

    /// <summary>Lets it go on with all that has waited; it does not notice but by its clock.</summary>
    public void Resume()
    {
        if (State != MachineState.Paused)
        {
            return;
        }

        State = MachineState.Running;
        heldWork.ForEach(Execute);
        heldEvents.ForEach(what => simulation.Schedule(what, TimeSpan.Zero));
        heldWork.Clear();
        heldEvents.Clear();
    }

    /// <inheritdoc />
    public void Execute(IThreadPoolWorkItem work) => simulation.Ready(this, work);

    /// <summary>Calls back later on this machine: lost when it dies, late when it is paused.</summary>
    /// <param name="delay">How much later.</param>
    /// <param name="what">What is done.</param>
    public void After(TimeSpan delay, Action what) => simulation.Schedule(new SimulatedEvent(this, what), delay);

    internal void OnEnd(Action action) => ended.Add(action);

    internal void Run(IThreadPoolWorkItem work)
    {
        switch (State)
        {
            case MachineState.Running:
                work.Execute();
                break;
            case MachineState.Paused:
                heldWork.Add(work);
                break;
        }
    }

    internal void Run(SimulatedEvent what)
    {
        switch (State)
        {
            case MachineState.Running:
                what.Action();
                break;
            case MachineState.Paused:
                heldEvents.Add(what);
                break;
        }
    }
}
