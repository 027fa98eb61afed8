using System.ComponentModel;
using System.Text.Json.Serialization;
using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Samples;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>One stage of a run.</summary>
public sealed record StageRecipe
{
    /// <summary>Name of the stage, unique in the recipe; part of checkpoint names.</summary>
    [Description("Name of the stage, unique in the recipe."), LegalName]
    public required string Name { get; init; }

    /// <summary>What it trains.</summary>
    [Description("What it trains.")]
    public required StageKind Kind { get; init; }

    /// <summary>Token layout by name; for <c>pretrain</c> and <c>finetune</c> only.</summary>
    [Description("Token layout by name; pretrain and finetune only.")]
    public string? Layout { get; init; }

    /// <summary>Side of the square image in pixels; every kind but <c>language</c>.</summary>
    [Description("Side of the square image in pixels; every kind but language."), Legal(1, 16384)]
    public int? ImageSide { get; init; }

    /// <summary>How many optimizer steps; give this or <see cref="Samples"/>.</summary>
    [Description("Optimizer steps; give this or samples."), Legal(1, 1e12)]
    public long? Steps { get; init; }

    /// <summary>How many samples, rounded up to whole steps; give this or <see cref="Steps"/>.</summary>
    [Description("Samples, rounded up to whole steps; give this or steps."), Legal(1, 1e15)]
    public long? Samples { get; init; }

    /// <summary>Slots of fixed content per step; the largest useful number of replicas. Small slots cost speed. Default 4.</summary>
    [Description("Slots per step; also the largest useful number of replicas."), Legal(1, 65536)]
    public int Slots { get; init; } = 4;

    /// <summary>Samples per slot. Default 4.</summary>
    [Description("Samples per slot; batch = slots x samplesPerSlot."), Legal(1, 65536)]
    public int SamplesPerSlot { get; init; } = 4;

    /// <summary>Peak learning rate.</summary>
    [Description("Peak learning rate."), Legal(0, 10, ExclusiveMinimum = true)]
    public required double LearningRate { get; init; }

    /// <summary>Peak learning rate of single parts, where it differs.</summary>
    [Description("Peak learning rate of single parts, where it differs."), Legal(0, 10, ExclusiveMinimum = true)]
    public IReadOnlyDictionary<ModelPart, double> LearningRates { get; init; } = new Dictionary<ModelPart, double>();

    /// <summary>Learning rate over the steps.</summary>
    [Description("Learning rate over the steps.")]
    public ScheduleRecipe Schedule { get; init; } = new();

    /// <summary>AdamW, weight decay and clipping.</summary>
    [Description("AdamW, weight decay and clipping.")]
    public OptimizerRecipe Optimizer { get; init; } = new();

    /// <summary>Parts that are trained; the others are frozen.</summary>
    [Description("Parts that are trained; the others are frozen."), LegalCount(1, 5)]
    public required IReadOnlyList<ModelPart> Train { get; init; }

    /// <summary>Weight of each source in the mixture, by the source's name.</summary>
    [Description("Weight of each source in the mixture."), LegalCount(1, 1024), Legal(0, 1e9, ExclusiveMinimum = true)]
    public required IReadOnlyDictionary<string, double> Data { get; init; }

    /// <summary>Weight of each task when a sample's turn is chosen; empty = every turn alike.</summary>
    [Description("Weight of each task when a sample's turns are chosen; absent = all alike."), Legal(0, 1e9)]
    public IReadOnlyDictionary<SampleTask, double> Tasks { get; init; } = new Dictionary<SampleTask, double>();

    /// <summary>Turns of one image that are asked in one sample and share its visual tokens; 0 = all. Default 0.</summary>
    [Description("Turns of one image that are asked in one sample; 0 = all."), Legal(0, 256)]
    public int TurnsPerSample { get; init; }

    /// <summary>Whether the turns of a sample are read apart, as they are asked later (true), or as a conversation (false, the default).</summary>
    [Description("Whether the turns of a sample are read apart, as they are asked later.")]
    public bool IsolateTurns { get; init; }

    /// <summary>How a conversation is written: plain for small models (the default), vicuna for weights of that family.</summary>
    [Description("How a conversation is written: plain for small models, vicuna for weights of that family.")]
    public PromptTemplate Template { get; init; } = PromptTemplate.Plain;

    /// <summary>Text before the first question of the vicuna template; null, the default: none.</summary>
    [Description("Vicuna template: text before the first question; absent = none."), LegalPattern("^.*$", "text")]
    public string? System { get; init; }

    /// <summary>Question that a caption answers; null, the default: the caption alone follows the image.</summary>
    [Description("Question that a caption answers; absent or empty = the caption alone follows the image."), LegalPattern("^.*$", "text")]
    public string? CaptionPrompt { get; init; }

    /// <summary>Length at which text is cut, in tokens; never inside the visual tokens. Default 256.</summary>
    [Description("Length at which text is cut, in tokens."), Legal(2, 1048576)]
    public int MaxTextTokens { get; init; } = 256;

    /// <summary>Vision stages: how patch logits become image logits. Default logSumExp.</summary>
    [Description("Vision stages: how patch logits become image logits.")]
    public VisionPooling Pooling { get; init; } = VisionPooling.LogSumExp;

    /// <summary>
    /// Vision stages: share of the views that show a quarter of the image at twice the scale, so that the tower knows the scale of a later stage with
    /// twice the image side. Default 0.
    /// </summary>
    [Description("Vision stages: share of views that show a quarter of the image at twice the scale."), Legal(0, 1)]
    public double Zoom { get; init; }

    /// <summary>Vision stages: weight of a present class against an absent one in the loss. Default 1.</summary>
    [Description("Vision stages: weight of a present class in the loss."), Legal(0, 1e6, ExclusiveMinimum = true)]
    public double PositiveWeight { get; init; } = 1;

    /// <summary>Ends the stage when its held-out loss stops falling; null, the default: it does all its steps. The learning rate follows all its steps in either case.</summary>
    [Description("Ends the stage when its held-out loss stops falling; absent = it does all its steps.")]
    public PlateauRecipe? Plateau { get; init; }

    /// <summary>What happens to a step whose loss is not finite. Default stop.</summary>
    [Description("What happens to a step whose loss is not finite.")]
    public NonFinitePolicy NonFinite { get; init; } = NonFinitePolicy.Stop;

    /// <summary>Whether blocks are computed again in backward to save memory. Default false.</summary>
    [Description("Whether blocks are computed again in backward to save memory.")]
    public bool Recompute { get; init; }

    /// <summary>Samples of one step.</summary>
    [JsonIgnore]
    public long SamplesPerStep => (long)Slots * SamplesPerSlot;

    /// <summary>Steps of the stage, whichever way they are given.</summary>
    [JsonIgnore]
    public long TotalSteps => Steps ?? ((Samples ?? 0) + SamplesPerStep - 1) / SamplesPerStep;

    /// <summary>Whether it runs the multimodal model.</summary>
    [JsonIgnore]
    public bool IsMultimodal => Kind is StageKind.Pretrain or StageKind.Finetune;
}
