using ChainOfSight.Data.Collation;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Steps.Models;

/// <summary>
/// The model of a stage: what it computes from a slot, and which of its parameters are trained. Lives on its lane's thread.
/// </summary>
public abstract class StageModel : IDisposable
{
    /// <summary>Creates the model of a stage.</summary>
    /// <param name="stage">The stage.</param>
    protected StageModel(StageRecipe stage) => Stage = stage;

    /// <summary>The stage.</summary>
    public StageRecipe Stage { get; }

    /// <summary>All parameters in ordinal order of their names, which is the order of every sum over them.</summary>
    public IReadOnlyList<PartParameter> Parameters { get; private set; } = [];

    /// <summary>Those that the stage trains, in the same order; the others have no gradient.</summary>
    public IReadOnlyList<PartParameter> Trained { get; private set; } = [];

    /// <summary>Summed loss of a slot, with gradient where gradients are on.</summary>
    /// <param name="batch">The slot; at least one sample.</param>
    public abstract SlotLoss Forward(SlotBatch batch);

    /// <summary>Tokens that go through the model for a slot, visual ones included.</summary>
    public abstract long CountTokens(SlotBatch batch);

    /// <summary>The largest slot that the stage can meet, to find out at start whether memory suffices.</summary>
    public abstract SlotBatch WorstCase();

    /// <summary>Reads the parameters and marks what is trained. Call it once, after the modules are built.</summary>
    public void Prepare()
    {
        Parameters =
        [
            .. Modules
                .SelectMany(module => module.Module.named_parameters().Select(entry => Named(module.Prefix, module.Part, entry.name, entry.parameter)))
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal),
        ];
        foreach (var parameter in Parameters)
        {
            parameter.Value.requires_grad = Stage.Train.Contains(parameter.Part);
        }

        Trained = [.. Parameters.Where(parameter => Stage.Train.Contains(parameter.Part))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The modules with their parts and the prefixes of their names.</summary>
    protected abstract IReadOnlyList<(string Prefix, ModelPart Part, nn.Module Module)> Modules { get; }

    /// <summary>Gives the modules' memory back.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var module in Modules)
            {
                module.Module.Dispose();
            }
        }
    }

    // An adapter is a part of its own, though it sits inside the decoder.
    private static PartParameter Named(string prefix, ModelPart part, string name, Parameter value) =>
        new($"{prefix}.{name}", part == ModelPart.Decoder && name.Contains(".lora_", StringComparison.Ordinal) ? ModelPart.Lora : part, value);
}
