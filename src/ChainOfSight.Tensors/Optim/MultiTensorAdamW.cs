
namespace ChainOfSight.Tensors.Optim;

/// <summary>AdamW over all parameters at once, with clipping by the norm of all gradients.</summary>
/// <remarks>
/// <para>A parameter in bf16 or f16 has a master in f32, which is trained; the parameter is the master rounded to nearest even. Parameters in
/// f32 or f64 are trained themselves.</para>
/// <para>Parameters are taken in ordinal order of their names, and sums are made in double in an order that does not depend on the
/// number of threads: equal inputs give equal bits.</para>
/// <para>A parameter without gradient is left alone, and its own count of steps stays. Belongs to one thread at a time; make it after the
/// parameters were moved to their device.</para>
/// </remarks>
public sealed class MultiTensorAdamW : IDisposable
{
    private readonly AdamWSlot[] _slots;

    /// <summary>Makes the masters and moments of all parameters.</summary>
    /// <param name="groups">Parameters with their factors; names are unique over all groups.</param>
    /// <param name="options">Settings for all groups; PyTorch's defaults, without clipping, if null.</param>
    /// <exception cref="ArgumentException">A setting is out of range, a name stands twice, or a parameter is not floating-point.</exception>
    public MultiTensorAdamW(IEnumerable<AdamWGroup> groups, AdamWOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Options = options ?? new AdamWOptions();
        Options.Validate();
        var given = groups.ToList();
        given.ForEach(Check);
        var twice = given.SelectMany(group => group.Parameters).GroupBy(parameter => parameter.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException($"The parameter '{twice.Key}' is given twice; names must be unique over all groups.", nameof(groups));
        }

        _slots = [.. given
            .SelectMany(group => group.Parameters.Select(parameter => (parameter.Name, parameter.Parameter, Group: group)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => new AdamWSlot(parameter.Name, parameter.Parameter, parameter.Group))];
    }

    /// <summary>Settings for all groups.</summary>
    public AdamWOptions Options { get; }

    /// <summary>Names of the parameters, in the order in which they are taken.</summary>
    public IReadOnlyList<string> Names => [.. _slots.Select(slot => slot.Name)];

    /// <summary>Bytes of masters and moments.</summary>
    public long StateBytes => _slots.Sum(slot => slot.Master.element_size() * slot.Master.numel() * (slot.HasMaster ? 3 : 2));

    /// <summary>Updates every parameter that has a gradient.</summary>
    /// <param name="learningRate">Learning rate of this step, finite; groups multiply it by their factor.</param>
    /// <param name="gradients">Gradients by parameter name, of any floating type; null for each parameter's own <c>grad</c>. Not changed.</param>
    /// <returns>Norm of all gradients together, before clipping; 0 if there are none. If it is not finite nothing was changed: skip or stop.</returns>
    /// <exception cref="ArgumentException">The learning rate is not finite, or a gradient is for no parameter of this optimizer.</exception>
    public double Step(double learningRate, IReadOnlyDictionary<string, Tensor>? gradients = null)
    {
        if (!double.IsFinite(learningRate))
        {
            throw new ArgumentException($"The learning rate is {learningRate}; it must be finite.", nameof(learningRate));
        }

        using var scope = NewDisposeScope();
        var touched = Collect(gradients);
        var norm = TensorEngine.AdamW.Norm([.. touched.Select(pair => pair.Gradient)]);
        if (touched.Count > 0 && double.IsFinite(norm))
        {
            TensorEngine.AdamW.Update([.. touched.Select(pair => pair.Slot.Next(pair.Gradient, learningRate))], Options, ClipFactor(norm, Options.ClipNorm));
            touched.ForEach(pair => pair.Slot.Steps++);
        }

        return norm;
    }

    /// <summary>Factor that brings a norm down to the limit, as PyTorch computes it.</summary>
    private static double ClipFactor(double norm, double? limit) => limit is { } most ? Math.Min(1.0, most / (norm + 1e-6)) : 1.0;

    /// <summary>Takes the gradients away from all parameters.</summary>
    public void ClearGradients()
    {
        foreach (var slot in _slots)
        {
            slot.Parameter.grad = null;
        }
    }

    /// <summary>
    /// The state by name: <c>exp_avg.N</c>, <c>exp_avg_sq.N</c>, <c>step.N</c> (one 64-bit integer) and, where there is one, <c>master.N</c> for
    /// each parameter N. The tensors share memory with the optimizer: save or clone them before the next step.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> ExportState() => AdamWState.Export(_slots);

    /// <summary>Copies a state back; parameters with a master get its rounding. Other parameters are the caller's to restore.</summary>
    /// <param name="state">As <see cref="ExportState"/> gave it, from an optimizer of the same parameters.</param>
    /// <exception cref="OptimizerStateException">Something is missing, unknown, or of another shape or type; nothing was changed.</exception>
    public void ImportState(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        AdamWState.Import(_slots, state);
    }

    /// <summary>Releases masters and moments; parameters stay.</summary>
    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.Dispose();
        }
    }

    private List<(AdamWSlot Slot, Tensor Gradient)> Collect(IReadOnlyDictionary<string, Tensor>? gradients)
    {
        var touched = new List<(AdamWSlot, Tensor)>(_slots.Length);
        foreach (var slot in _slots)
        {
            var gradient = gradients is null ? slot.Parameter.grad : gradients.GetValueOrDefault(slot.Name);
            if (gradient is not null)
            {
                touched.Add((slot, gradient));
            }
        }

        if (gradients is not null && touched.Count != gradients.Count)
        {
            var unknown = gradients.Keys.First(name => !_slots.Any(slot => slot.Name == name));
            throw new ArgumentException($"There is a gradient for '{unknown}', which is no parameter of this optimizer.", nameof(gradients));
        }

        return touched;
    }

    private static void Check(AdamWGroup group)
    {
        if (!(double.IsFinite(group.LearningRateFactor) && group.LearningRateFactor >= 0 && double.IsFinite(group.WeightDecay) && group.WeightDecay >= 0))
        {
            throw new ArgumentException(
                $"A group has the learning rate factor {group.LearningRateFactor} and the weight decay {group.WeightDecay}; both must be finite and at least 0.", nameof(group));
        }
    }
}
