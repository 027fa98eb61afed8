using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// One member's local sum of a step in mode <c>fast</c>: gradients in f32, added in the order in which slots were done, and what goes with each slot.
/// It lives until the step is applied, so that only slots in no live member's sum are computed again.
/// </summary>
/// <remarks>The lane's thread changes it; <see cref="Nodes"/> and <see cref="Fence"/> from any.</remarks>
/// <param name="parameters">Parameters that are trained.</param>
internal sealed class FastSum(IReadOnlyList<Tensor> parameters) : IStepSum
{
    private readonly Lock gate = new();
    private readonly Tensor?[] gradients = new Tensor?[parameters.Count];
    private readonly bool[] isInBuckets = new bool[parameters.Count];
    private BucketSum? buckets;
    private readonly SortedDictionary<int, StepNode> slots = [];
    private readonly HashSet<int> promised = [];
    private volatile IReadOnlyList<SlotNode> nodes = [];
    private long fenced = long.MinValue;

    /// <inheritdoc/>
    public IReadOnlyList<SlotNode> Nodes => nodes;

    /// <inheritdoc/>
    public StepNode? Root { get; private set; }

    /// <summary>The sum of each parameter's gradients; null where none of its slots has one, and where buckets hold it.</summary>
    public IReadOnlyList<Tensor?> Gradients => gradients;

    /// <summary>Which parameters have a gradient in the sum.</summary>
    public IReadOnlyList<bool> Touched => [.. gradients.Select((gradient, i) => gradient is not null || isInBuckets[i])];

    /// <summary>What goes with each slot in the sum, without gradients.</summary>
    public IReadOnlyDictionary<int, StepNode> Slots => slots;

    /// <inheritdoc/>
    public void Fence(long newest)
    {
        lock (gate)
        {
            fenced = Math.Max(fenced, newest);
        }
    }

    /// <summary>Begins a reduction.</summary>
    /// <param name="generation">Generation that reduces.</param>
    /// <param name="keeps">Whether what is here enters it; otherwise it is dropped.</param>
    /// <returns>False where the generation is fenced.</returns>
    public bool Start(long generation, bool keeps)
    {
        lock (gate)
        {
            if (generation < fenced)
            {
                return false;
            }

            if (!keeps)
            {
                Clear();
            }
        }

        Gather();
        return true;
    }

    /// <summary>Promises that a slot will be in the sum: to be called before its work begins.</summary>
    /// <returns>False where the generation is fenced, so that the work must not begin.</returns>
    public bool Promise(long generation, int slot)
    {
        lock (gate)
        {
            if (generation < fenced)
            {
                return false;
            }

            promised.Add(slot);
            Publish();
            return true;
        }
    }

    /// <summary>Takes back a promise that cannot be kept.</summary>
    public void Withdraw(int slot)
    {
        lock (gate)
        {
            promised.Remove(slot);
            Publish();
        }
    }

    /// <summary>Adds a promised slot, whatever the generation is by now; its gradient is used up.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="node">What came of it.</param>
    /// <param name="filled">Buckets that took some gradients of the slot early, added to what is here; null: none did.</param>
    /// <param name="isTaken">Which they took: adding those here as well would be work for nothing, since the next thing that happens to the sum is its end.</param>
    /// <returns>Whether the buckets hold a part of the sum from now on, and are forgotten with it.</returns>
    public bool Keep(int slot, StepNode node, BucketSum? filled = null, Func<int, bool>? isTaken = null)
    {
        if (node.Gradient is { } added)
        {
            buckets = filled;
            using var noGradient = no_grad();
            for (var i = 0; i < gradients.Length; i++)
            {
                if (filled is not null && isTaken?.Invoke(i) == true)
                {
                    gradients[i]?.Dispose();
                    (gradients[i], isInBuckets[i]) = (null, true);
                }
                else if (gradients[i] is { } sum && added.Gradients[i] is { } more)
                {
                    sum.add_(more);
                }
                else if (added.Gradients[i] is { } first)
                {
                    (gradients[i], added.Gradients[i]) = (first, null);
                }
            }

            node.Dispose();
        }

        lock (gate)
        {
            promised.Remove(slot);
            slots[slot] = node with { Gradient = node.Gradient is { } sums ? sums with { Gradients = [] } : null };
            Publish();
        }

        return node.Gradient is not null;
    }

    /// <summary>Takes back what buckets hold, so that more slots can be added.</summary>
    public void Gather()
    {
        for (var i = 0; i < gradients.Length; i++)
        {
            if (isInBuckets[i])
            {
                using var scope = NewDisposeScope();
                gradients[i] = buckets!.ReadTaken(i, parameters[i]).DetachFromDisposeScope();
            }
        }

        ForgetBuckets();
    }

    /// <summary>Puts the gradient of the whole step in place of the one before.</summary>
    public void Finish(StepNode root)
    {
        ReleaseRoot();
        Root = root;
    }

    /// <inheritdoc/>
    public void Release()
    {
        lock (gate)
        {
            Clear();
            promised.Clear();
            Publish();
        }

        ReleaseRoot();
    }

    private void ForgetBuckets()
    {
        buckets?.Forget();
        buckets = null;
        Array.Clear(isInBuckets);
    }

    private void Clear()
    {
        ForgetBuckets();

        // A root of one member alone is made of the same tensors.
        for (var i = 0; i < gradients.Length; i++)
        {
            if (Root?.Gradient?.Gradients.Contains(gradients[i]) != true)
            {
                gradients[i]?.Dispose();
            }

            gradients[i] = null;
        }

        slots.Clear();
        Publish();
    }

    private void ReleaseRoot()
    {
        foreach (var gradient in Root?.Gradient?.Gradients ?? [])
        {
            if (!gradients.Contains(gradient))
            {
                gradient?.Dispose();
            }
        }

        Root = null;
    }

    private void Publish() => nodes = [.. slots.Keys.Concat(promised).Distinct().Order().Select(slot => new SlotNode(slot, slot + 1))];
}
