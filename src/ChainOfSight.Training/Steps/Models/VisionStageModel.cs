using ChainOfSight.Data.Collation;
using ChainOfSight.Models.Vision;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Steps.Models;

/// <summary>
/// The tower of a <c>vision</c> stage with its head. Pooled: multi-label, binary cross-entropy summed over samples and classes. Dense:
/// cross-entropy of every patch's class, summed over patches.
/// </summary>
public sealed class VisionStageModel : StageModel
{
    private readonly ClipVisionTower tower;
    private readonly VisionHead head;
    private readonly Dictionary<string, int> classes;

    /// <summary>Creates the model of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="tower">The tower; owned from now on.</param>
    /// <param name="head">The head; owned from now on. With dense targets it has one class more: nothing.</param>
    /// <param name="classes">Names of the classes, in the order of the targets.</param>
    public VisionStageModel(StageRecipe stage, ClipVisionTower tower, VisionHead head, IReadOnlyList<string> classes)
        : base(stage)
    {
        (this.tower, this.head) = (tower, head);
        this.classes = classes.Select((name, index) => (name, index)).ToDictionary(entry => entry.name, entry => entry.index, StringComparer.Ordinal);
        Modules = [(PartNames.Tower, ModelPart.Tower, tower), (PartNames.Head, ModelPart.Head, head)];
    }

    /// <summary>The tower itself; touch its tensors on the lane only.</summary>
    public ClipVisionTower Tower => tower;

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Prefix, ModelPart Part, nn.Module Module)> Modules { get; }

    /// <inheritdoc/>
    public override SlotLoss Forward(SlotBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var patches = head.call(tower.call(Pixels.Of(batch, tower.Positions.device))[^1]).to(ScalarType.Float32);
        return Stage.Pooling == VisionPooling.Dense ? Dense(patches, batch) : Pooled(patches, batch);
    }

    /// <inheritdoc/>
    public override long CountTokens(SlotBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return (long)batch.Positions.Count * tower.Config.Grid * tower.Config.Grid;
    }

    /// <inheritdoc/>
    public override SlotBatch WorstCase() => WorstSlot.Of(Stage, text: false) with
    {
        ClassTargets = new float[Stage.SamplesPerSlot * classes.Count],
        Boxes = [.. Enumerable.Repeat<IReadOnlyList<Data.Samples.LabelledBox>>([], Stage.SamplesPerSlot)],
    };

    private SlotLoss Pooled(Tensor patches, SlotBatch batch)
    {
        var logits = Stage.Pooling switch
        {
            VisionPooling.Max => patches.amax([1]),
            VisionPooling.Mean => patches.mean([1]),

            // The logarithm of the mean exponential, so that the level of a logit does not depend on the grid.
            _ => patches.logsumexp(1) - Math.Log(patches.shape[1]),
        };
        var samples = batch.Positions.Count;
        var targets = tensor(batch.ClassTargets, device: patches.device).view(samples, classes.Count);

        var weight = full([classes.Count], Stage.PositiveWeight, dtype: ScalarType.Float32, device: patches.device);
        var loss = nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction: Reduction.Sum, pos_weights: weight);
        return new SlotLoss(loss, (long)samples * classes.Count);
    }

    private SlotLoss Dense(Tensor patches, SlotBatch batch)
    {
        var grid = tower.Config.Grid;
        var targets = tensor([.. batch.Boxes.SelectMany(boxes => PatchTargets.Of(boxes, classes, grid))], device: patches.device);
        var losses = nn.functional.cross_entropy(patches.flatten(0, 1), targets, reduction: Reduction.None);
        var weights = targets.ne(classes.Count).to(ScalarType.Float32) * (Stage.PositiveWeight - 1) + 1;
        return new SlotLoss((losses * weights).sum(), targets.numel());
    }
}
