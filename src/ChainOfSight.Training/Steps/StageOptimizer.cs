using ChainOfSight.Tensors.Optim;
using ChainOfSight.Tensors.Safetensors;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Steps;

/// <summary>
/// AdamW of a stage with its schedule, groups and clipping. The f32 masters live in the run's weight library between stages and in the
/// weights of a checkpoint, the moments in its optimizer file. On the lane's thread only.
/// </summary>
internal sealed class StageOptimizer : IDisposable
{
    private const string Master = "master.";
    private readonly StageModel model;
    private readonly LearningRateSchedule schedule;
    private readonly MultiTensorAdamW adam;

    /// <param name="model">The model; its trained parameters are updated.</param>
    /// <param name="library">Holds the f32 value of each of them.</param>
    /// <param name="state">Moments of a checkpoint; empty for a fresh optimizer.</param>
    /// <param name="updates">Updates that are in that state.</param>
    public StageOptimizer(StageModel model, WeightLibrary library, IReadOnlyDictionary<string, HostTensor> state, long updates)
    {
        this.model = model;
        Updates = updates;
        var stage = model.Stage;
        schedule = new LearningRateSchedule(stage.Schedule, stage.TotalSteps);
        var recipe = stage.Optimizer;
        adam = new MultiTensorAdamW(
            model.Trained.GroupBy(parameter => (Factor: Factor(stage, parameter), Decay: parameter.Decays ? recipe.WeightDecay : 0)).Select(group =>
                new AdamWGroup([.. group.Select(parameter => (parameter.Name, (Tensor)parameter.Value))], group.Key.Factor, group.Key.Decay)),
            new AdamWOptions { Beta1 = recipe.Beta1, Beta2 = recipe.Beta2, Epsilon = recipe.Epsilon, ClipNorm = recipe.Clip > 0 ? recipe.Clip : null });
        Restore(library, state);
    }

    /// <summary>Updates made so far in this stage.</summary>
    public long Updates { get; private set; }

    /// <summary>Learning rate of a step.</summary>
    public double LearningRate(long step) => model.Stage.LearningRate * schedule.Share(step);

    /// <summary>Divides the summed gradient by its tokens, clips it and updates what is trained; gradients are changed.</summary>
    /// <returns>Global norm before clipping; where it is not finite nothing was updated.</returns>
    public double Step(SlotGradient root, long step)
    {
        using var noGradient = no_grad();
        var gradients = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (var i = 0; i < model.Trained.Count; i++)
        {
            if (root.Gradients[i] is { } gradient)
            {
                gradient.mul_(1.0 / root.Tokens);
                gradients[model.Trained[i].Name] = gradient;
            }
        }

        var norm = adam.Step(LearningRate(step), gradients);
        Updates += double.IsFinite(norm) ? 1 : 0;
        return norm;
    }

    /// <summary>Masters, moments and counts by name, in memory shared with the optimizer.</summary>
    public IReadOnlyDictionary<string, Tensor> State() => adam.ExportState();

    /// <summary>Norm of all gradients together.</summary>
    public static double Norm(IEnumerable<Tensor?> gradients)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return Math.Sqrt(gradients.OfType<Tensor>().Sum(gradient => Math.Pow(gradient.norm().item<float>(), 2)));
    }

    /// <summary>What an update changes: trained values in f32 by parameter, then moments and counts by name; always in the same order.</summary>
    public IReadOnlyList<StatePart> Parts()
    {
        var state = adam.ExportState();
        return
        [
            .. model.Trained.Select(parameter => new StatePart(parameter.Name, IsWeight: true, state.GetValueOrDefault(Master + parameter.Name) ?? parameter.Value)),
            .. state.Where(entry => !entry.Key.StartsWith(Master, StringComparison.Ordinal)).OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new StatePart(entry.Key, IsWeight: false, entry.Value)),
        ];
    }

    /// <summary>Puts the trained values into the library, and gives the moments; both are copies in host memory.</summary>
    public IReadOnlyDictionary<string, HostTensor> Save(WeightLibrary library)
    {
        using var scope = NewDisposeScope();
        var parts = Parts();
        foreach (var part in parts.Where(part => part.IsWeight))
        {
            library.Set(TensorCopies.ToHost(part.Name, part.Value));
        }

        return parts.Where(part => !part.IsWeight).ToDictionary(part => part.Name, part => TensorCopies.ToHostAsIs(part.Name, part.Value), StringComparer.Ordinal);
    }

    /// <summary>Writes what another lane has trained over what is here.</summary>
    /// <param name="weights">All trained values in f32.</param>
    /// <param name="moments">All moments and counts.</param>
    /// <param name="updates">Updates that are in them.</param>
    /// <exception cref="CheckpointException">They are of other trained parts; some may be written over.</exception>
    public void Take(IReadOnlyList<HostTensor> weights, IReadOnlyList<HostTensor> moments, long updates)
    {
        using var scope = NewDisposeScope();
        var given = weights.Concat(moments).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        var state = new Dictionary<string, Tensor>(adam.ExportState(), StringComparer.Ordinal);
        foreach (var part in Parts())
        {
            if (!given.Remove(part.Name, out var tensor))
            {
                throw new CheckpointException(part.Name, "the peer's state lacks it: it trains other parts.");
            }

            if (tensor.Dtype == SafetensorsDtype.I64)
            {
                state[part.Name] = TensorCopies.ToTensorAsIs(tensor, part.Value.device);
            }
            else
            {
                TensorCopies.Copy(tensor, part.Value);
            }
        }

        if (given.Keys.FirstOrDefault() is { } unknown)
        {
            throw new CheckpointException(unknown, "the peer's state has it, and it is not trained here.");
        }

        // What it shares with the optimizer is there already; this brings the counts, and the masters' rounding into the model.
        Import(state, "what the peer sent");
        Updates = updates;
    }

    /// <inheritdoc/>
    public void Dispose() => adam.Dispose();

    private void Restore(WeightLibrary library, IReadOnlyDictionary<string, HostTensor> saved)
    {
        using var scope = NewDisposeScope();
        var state = new Dictionary<string, Tensor>(adam.ExportState(), StringComparer.Ordinal);
        foreach (var name in state.Keys.ToList())
        {
            if (name.StartsWith(Master, StringComparison.Ordinal))
            {
                state[name] = TensorCopies.ToTensor(library.Find(name[Master.Length..])!, state[name].device);
            }
            else if (saved.Count > 0)
            {
                state[name] = TensorCopies.ToTensorAsIs(
                    saved.GetValueOrDefault(name) ?? throw new CheckpointException(name, "the optimizer's state lacks it: the checkpoint was made with other trained parts."), state[name].device);
            }
        }

        Import(state, "optimizer.safetensors");
    }

    private void Import(IReadOnlyDictionary<string, Tensor> state, string source)
    {
        try
        {
            adam.ImportState(state);
        }
        catch (OptimizerStateException e)
        {
            throw new CheckpointException(source, $"{e.Message} Use the recipe with which the run began.", e);
        }
    }

    private static double Factor(StageRecipe stage, PartParameter parameter) =>
        stage.LearningRates.TryGetValue(parameter.Part, out var rate) ? rate / stage.LearningRate : 1;
}
