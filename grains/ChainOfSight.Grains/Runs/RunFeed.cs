using System.Runtime.CompilerServices;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Runs;

/// <summary>The newest lines of a run, for those who watch.</summary>
/// <param name="kept">How many stay.</param>
public sealed class RunFeed(int kept)
{
    private readonly Queue<RunLine> lines = [];
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isClosed;

    /// <summary>Number of the newest line; 0 = none.</summary>
    public long Last { get; private set; }

    /// <summary>The run goes on: watchers wait for more.</summary>
    public void Open() => isClosed = false;

    /// <summary>Adds a line; one that comes late to a closed feed leaves it closed.</summary>
    public void Add(long generation, string json)
    {
        lines.Enqueue(new RunLine { Number = ++Last, Generation = generation, Json = json });
        if (lines.Count > kept)
        {
            lines.Dequeue();
        }

        Wake();
    }

    /// <summary>Nothing more will come for now: watchers are done.</summary>
    public void Close()
    {
        isClosed = true;
        Wake();
    }

    /// <summary>Lines after a number, as they come, until the feed is closed.</summary>
    public async IAsyncEnumerable<RunLine> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = more.Task;
            foreach (var line in lines.Where(line => line.Number > after).ToList())
            {
                after = line.Number;
                yield return line;
            }

            if (isClosed && after >= Last)
            {
                yield break;
            }

            if (after >= Last)
            {
                await next.WaitAsync(cancellationToken);
            }
        }
    }

    private void Wake()
    {
        var old = more;
        more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        old.TrySetResult();
    }
}
