using System.Runtime.InteropServices;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Stages;

/// <summary>
/// Host memory for copies of a stage's state. One set is made when the stage opens and kept; a second one exists only while a save begins before
/// the last one was written. Safe for many threads.
/// </summary>
/// <remarks>
/// Memory that nobody has touched costs a page fault per 4 KiB, which makes a first copy several times slower than the next ones: so the set is
/// touched beside training, before anyone needs it.
/// </remarks>
internal sealed class SaveBuffers
{
    private const int PageInts = 4096 / sizeof(int);
    private readonly Lock gate = new();
    private readonly IReadOnlyList<(string Name, bool IsWeight, bool IsCount, long[] Shape)> layout;
    private IReadOnlyList<HostBuffer>? idle;

    /// <summary>Makes the first set. On the lane's thread.</summary>
    /// <param name="parts">The state, in the order of every copy of it.</param>
    public SaveBuffers(IReadOnlyList<StatePart> parts)
    {
        layout = [.. parts.Select(part => (part.Name, part.IsWeight, part.Value.dtype == ScalarType.Int64, part.Value.shape))];
        var first = idle = Make();
        Touched = Task.Run(() => Touch(first));
    }

    /// <summary>Ends when the first set has been touched.</summary>
    public Task Touched { get; }

    /// <summary>Sets made so far; for tests.</summary>
    public int Made { get; private set; }

    /// <summary>Takes a set, in the order of the parts.</summary>
    public IReadOnlyList<HostBuffer> Rent()
    {
        lock (gate)
        {
            var set = idle ?? Make();
            idle = null;
            return set;
        }
    }

    /// <summary>Gives a set back that nobody reads any more.</summary>
    public void Return(IReadOnlyList<HostBuffer> set)
    {
        lock (gate)
        {
            idle ??= set;
        }
    }

    private List<HostBuffer> Make()
    {
        Made++;
        return layout.Select(part => HostBuffer.Of(part.Name, part.IsWeight, part.IsCount, part.Shape)).ToList();
    }

    // A copy may be under way into the same pages: nothing is written but what stands there.
    private static void Touch(IReadOnlyList<HostBuffer> set)
    {
        foreach (var buffer in set)
        {
            var words = MemoryMarshal.Cast<byte, int>(buffer.Memory.Span);
            for (var i = 0; i < words.Length; i += PageInts)
            {
                Interlocked.Or(ref words[i], 0);
            }
        }
    }
}
