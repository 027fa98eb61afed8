
namespace ChainOfSight.Tensors.Optim;

/// <summary>What AdamW keeps for one parameter.</summary>
/// <remarks>A parameter in f32 or f64 is its own master; one in a shorter type has a master in f32, which is what is trained.</remarks>
internal sealed class AdamWSlot : IDisposable
{
    public AdamWSlot(string name, Tensor parameter, AdamWGroup group)
    {
        if (!parameter.is_floating_point())
        {
            throw new ArgumentException($"The parameter '{name}' is of type {parameter.dtype}; only floating-point parameters can be trained.", nameof(parameter));
        }

        Name = name;
        Parameter = parameter;
        Group = group;
        using var guard = no_grad();
        HasMaster = parameter.dtype is ScalarType.BFloat16 or ScalarType.Float16;
        Master = HasMaster ? Owned(parameter.to(ScalarType.Float32)) : parameter;
        First = Owned(zeros_like(Master));
        Second = Owned(zeros_like(Master));
    }

    public string Name { get; }

    public Tensor Parameter { get; }

    public AdamWGroup Group { get; }

    public bool HasMaster { get; }

    public Tensor Master { get; }

    public Tensor First { get; }

    public Tensor Second { get; }

    /// <summary>Updates so far.</summary>
    public long Steps { get; set; }

    /// <summary>The next update, by a gradient.</summary>
    public AdamWUpdate Next(Tensor gradient, double learningRate) =>
        new(Parameter, gradient, Master, First, Second, learningRate * Group.LearningRateFactor, Group.WeightDecay, Steps + 1);

    public void Dispose()
    {
        if (HasMaster)
        {
            Master.Dispose();
        }

        First.Dispose();
        Second.Dispose();
    }

    private static Tensor Owned(Tensor tensor) => tensor.DetachFromDisposeScope();
}
