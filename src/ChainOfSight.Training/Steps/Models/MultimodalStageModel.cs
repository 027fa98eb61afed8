using ChainOfSight.Data.Collation;
using ChainOfSight.Models.Multimodal;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Steps.Models;

/// <summary>The multimodal model of a <c>pretrain</c> or <c>finetune</c> stage: next token of the text after the visual tokens.</summary>
public sealed class MultimodalStageModel : StageModel
{
    private readonly FeatureCache? cache;

    /// <summary>Creates the model of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="model">Tower, projector and decoder; owned from now on.</param>
    /// <param name="featureCacheBytes">Bytes for features of a frozen tower; 0 = no cache.</param>
    public MultimodalStageModel(StageRecipe stage, VisionLanguageModel model, long featureCacheBytes = 0)
        : base(stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        Model = model;
        cache = featureCacheBytes > 0 && !stage.Train.Contains(ModelPart.Tower) ? new FeatureCache(featureCacheBytes) : null;
        Modules = [(PartNames.Tower, ModelPart.Tower, model.Tower), (PartNames.Resampler, ModelPart.Resampler, model.Projector), (PartNames.Decoder, ModelPart.Decoder, model.Decoder)];
    }

    /// <summary>The model itself, for generation; touch its tensors on the lane only.</summary>
    public VisionLanguageModel Model { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Prefix, ModelPart Part, nn.Module Module)> Modules { get; }

    /// <summary>The part of a slot that the decoder reads.</summary>
    public static TextBatch TextOf(SlotBatch batch) => new()
    {
        TokenIds = batch.TokenIds,
        Labels = batch.Labels,
        Turns = batch.Turns,
        Lengths = batch.Lengths,
        ImagePositions = batch.ImagePositions,
    };

    /// <inheritdoc/>
    public override SlotLoss Forward(SlotBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var text = TextOf(batch);
        var loss = text.Images == 0 ? Model.Loss(null, text)
            : cache is null ? Model.Loss(Pixels.Of(batch, Model.Tower.Positions.device), text)
            : Model.LossOfFeatures(CachedFeatures(batch, cache), text);
        return new SlotLoss(loss.Sum, loss.Tokens);
    }

    /// <inheritdoc/>
    public override long CountTokens(SlotBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.TokenIds.Length + ((long)batch.ImagePositions.Count(position => position >= 0) * Model.Projector.Layout.Tokens);
    }

    /// <inheritdoc/>
    public override SlotBatch WorstCase() => WorstSlot.Of(Stage, text: true);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cache?.Dispose();
        }

        base.Dispose(disposing);
    }

    private Tensor[] CachedFeatures(SlotBatch batch, FeatureCache held)
    {
        var images = Enumerable.Range(0, batch.Positions.Count).Where(sample => batch.ImagePositions[sample] >= 0).ToList();
        var perImage = images.Select(sample => held.Get(batch.SampleIds[sample], () => [.. Model.Features(Pixels.Of(batch, sample, Model.Tower.Positions.device))])).ToList();
        return [.. Enumerable.Range(0, perImage[0].Count).Select(level => cat([.. perImage.Select(levels => levels[level])], 0))];
    }
}
