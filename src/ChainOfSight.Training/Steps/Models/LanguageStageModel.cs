using ChainOfSight.Data.Collation;
using ChainOfSight.Models.Language;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Steps.Models;

/// <summary>The decoder of a <c>language</c> stage: next token on text, cross-entropy summed over the tokens that carry loss.</summary>
/// <param name="stage">The stage.</param>
/// <param name="decoder">The decoder; owned from now on.</param>
public sealed class LanguageStageModel(StageRecipe stage, LlamaForCausalLm decoder) : StageModel(stage)
{
    /// <summary>The decoder itself; touch its tensors on the lane only.</summary>
    public LlamaForCausalLm Decoder => decoder;

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Prefix, ModelPart Part, nn.Module Module)> Modules { get; } = [(PartNames.Decoder, ModelPart.Decoder, decoder)];

    /// <inheritdoc/>
    public override SlotLoss Forward(SlotBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var layout = TokenLayout.Build(batch.Lengths, batch.ImagePositions, 0, batch.Turns);
        var positions = LossPositions.Of(layout, batch.Labels);
        var hidden = decoder.call(decoder.Embed(batch.TokenIds), decoder.Pass(layout));
        var loss = decoder.Loss(hidden, positions);
        return new SlotLoss(loss.Sum, loss.Tokens);
    }

    /// <inheritdoc/>
    public override long CountTokens(SlotBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.TokenIds.Length;
    }

    /// <inheritdoc/>
    public override SlotBatch WorstCase() => WorstSlot.Of(Stage, text: true);
}
