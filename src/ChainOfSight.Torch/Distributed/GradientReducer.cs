using ChainOfSight.Torch.Autograd;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Distributed;

/// <summary>Adds the gradients of all ranks while backward still computes: each bucket is sent as soon as it is complete.</summary>
/// <remarks>
/// <para>Gradients are copied into f32 buffers and reduced there: <c>grad</c> itself stays as backward left it, whatever happens to the
/// reduction. A parameter that no rank touched has no entry in the result; one that only some ranks touched counts as zero on the others.</para>
/// <para>All ranks must give equal parameters in equal order. One that several recomputed functions share is not supported.
/// Belongs to the thread that runs backward.</para>
/// </remarks>
public sealed class GradientReducer : IDisposable
{
    /// <summary>Most elements of a bucket unless stated otherwise: 25 MiB in f32.</summary>
    public const long DefaultBucketElements = 25L * 1024 * 1024 / sizeof(float);

    private readonly ProcessGroup _group;
    private readonly IReadOnlyList<(string Name, Tensor Parameter)> _parameters;
    private readonly IReadOnlyList<GradientBucket> _buckets;
    private readonly Tensor[] _buffers;
    private readonly Tensor[] _views;
    private readonly Tensor _touched;
    private readonly int[] _bucketOf;
    private readonly int[] _missing;
    private readonly bool[] _ready;
    private readonly List<GradientHook> _hooks = [];
    private readonly List<Work> _works = [];
    private bool _armed;

    /// <summary>Makes the buffers and registers with every parameter.</summary>
    /// <param name="group">Ranks whose gradients are added.</param>
    /// <param name="parameters">Leaves that require a gradient, in order of registration, with unique names.</param>
    /// <param name="bucketElements">Most elements of a bucket; a larger parameter has one of its own.</param>
    public GradientReducer(
        ProcessGroup group, IReadOnlyList<(string Name, Tensor Parameter)> parameters, long bucketElements = DefaultBucketElements)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(parameters);
        _group = group;
        _parameters = parameters;
        _buckets = GradientBuckets.Assign([.. parameters.Select(parameter => parameter.Parameter.numel())], bucketElements);
        _buffers = [.. _buckets.Select((bucket, i) => Buffer(bucket.Elements + (i == _buckets.Count - 1 ? parameters.Count : 0)))];
        _views = new Tensor[parameters.Count];
        _bucketOf = new int[parameters.Count];
        _missing = new int[_buckets.Count];
        _ready = new bool[parameters.Count];

        // Who touched what travels behind the last bucket, which is sent when all of that is known.
        _touched = parameters.Count == 0 ? Buffer(0) : Owned(_buffers[^1].narrow(0, _buckets[^1].Elements, parameters.Count));
        LayOut();
    }

    /// <summary>Buckets whose reduction has started since <see cref="Begin"/>.</summary>
    public int Started => _works.Count;

    /// <summary>Buckets in all.</summary>
    public int Buckets => _buckets.Count;

    /// <summary>Arms the reducer: call it before the backward pass that completes the gradients.</summary>
    /// <exception cref="InvalidOperationException">The reduction before was not finished.</exception>
    public void Begin()
    {
        if (_armed)
        {
            throw new InvalidOperationException("A reduction is under way: call Finish first.");
        }

        _armed = true;
        Array.Clear(_ready);
        for (var i = 0; i < _missing.Length; i++)
        {
            _missing[i] = _buckets[i].Parameters.Count;
        }

        using var scope = NewDisposeScope();
        _touched.zero_();
    }

    /// <summary>Sends what was not sent yet and waits for all of it.</summary>
    /// <returns>The sums in f32 by name, of each parameter's shape; valid until the next <see cref="Begin"/>.</returns>
    /// <exception cref="InvalidOperationException"><see cref="Begin"/> was not called.</exception>
    /// <exception cref="DistributedException">A reduction failed; the group is of no use any more.</exception>
    public IReadOnlyDictionary<string, Tensor> Finish()
    {
        if (!_armed)
        {
            throw new InvalidOperationException("No reduction is under way: call Begin before the backward pass.");
        }

        try
        {
            using var scope = NewDisposeScope();
            for (var i = 0; i < _ready.Length; i++)
            {
                Take(i, null);
            }

            _works.ForEach(work => work.Wait());
            var touched = new float[_parameters.Count];
            _touched.CopyTo<float>(touched);
            return Enumerable.Range(0, touched.Length).Where(i => touched[i] > 0)
                .ToDictionary(i => _parameters[i].Name, i => _views[i], StringComparer.Ordinal);
        }
        finally
        {
            _works.ForEach(work => work.Dispose());
            _works.Clear();
            _armed = false;
        }
    }

    /// <summary>Takes itself out of the parameters and releases the buffers.</summary>
    public void Dispose()
    {
        _hooks.ForEach(hook => hook.Dispose());
        _works.ForEach(work => work.Dispose());
        foreach (var tensor in _views.Append(_touched).Concat(_buffers))
        {
            tensor.Dispose();
        }
    }

    private static Tensor Owned(Tensor tensor) => tensor.DetachFromDisposeScope();

    private Tensor Buffer(long elements) =>
        Owned(zeros([elements], dtype: ScalarType.Float32, device: _parameters.Count == 0 ? CPU : _parameters[0].Parameter.device));

    private void LayOut()
    {
        for (var b = 0; b < _buckets.Count; b++)
        {
            for (var slot = 0; slot < _buckets[b].Parameters.Count; slot++)
            {
                var index = _buckets[b].Parameters[slot];
                var parameter = _parameters[index].Parameter;
                using var part = _buffers[b].narrow(0, _buckets[b].Offsets[slot], parameter.numel());
                _views[index] = Owned(part.view(parameter.shape));
                _bucketOf[index] = b;
                _hooks.Add(GradientHook.OnAccumulated(parameter, gradient => Take(index, gradient)));
            }
        }
    }

    private void Take(int index, Tensor? gradient)
    {
        if (!_armed || (_ready[index] && gradient is null))
        {
            return;
        }

        if (_ready[index])
        {
            throw new InvalidOperationException(
                $"The gradient of '{_parameters[index].Name}' was completed twice since Begin: two backward passes, or recomputed functions that share it.");
        }

        _ready[index] = true;
        using (no_grad())
        {
            if (gradient is null)
            {
                _views[index].zero_();
            }
            else
            {
                _views[index].copy_(gradient);
                using var flag = _touched.narrow(0, index, 1);
                flag.fill_(1);
            }
        }

        _missing[_bucketOf[index]]--;

        // Every rank sends bucket 0 first, then 1, …: c10d matches operations by their order.
        while (_works.Count < _buckets.Count && _missing[_works.Count] == 0)
        {
            _works.Add(_group.StartAllReduce(_buffers[_works.Count]));
        }
    }
}
