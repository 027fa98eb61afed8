using System.Globalization;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

/// <summary>Parts that each take the result of the one before.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.IModule<Tensor, Tensor>> _parts = [];

    internal Sequential()
        : base(nameof(Sequential))
    {
    }

    /// <summary>How many parts.</summary>
    public int Count => _parts.Count;

    /// <summary>A part.</summary>
    /// <param name="index">Its place.</param>
    public nn.IModule<Tensor, Tensor> this[int index] => _parts[index];

    /// <summary>Adds a part at the end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="module">The part.</param>
    /// <returns>This object.</returns>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        _parts.Add(module);
        return this;
    }

    /// <summary>Adds a part at the end, named by its place.</summary>
    /// <param name="module">The part.</param>
    /// <returns>This object.</returns>
    public Sequential append(nn.IModule<Tensor, Tensor> module) =>
        append(_parts.Count.ToString(CultureInfo.InvariantCulture), module);

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor)
    {
        // What lies between the parts is released as soon as the next part has used it.
        using var scope = NewDisposeScope();
        var result = tensor;
        foreach (var part in _parts)
        {
            result = part.call(result);
        }

        return ReferenceEquals(result, tensor) ? scope.MoveToOuter(tensor.alias()) : scope.MoveToOuter(result);
    }

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
        // Parts are registered as they are added.
    }
}
