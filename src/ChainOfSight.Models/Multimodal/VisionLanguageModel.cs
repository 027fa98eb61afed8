using ChainOfSight.Models.Language;
using ChainOfSight.Models.Resampling;
using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Multimodal;

/// <summary>
/// Tower, projector and decoder as one: visual tokens take the place of the image in the text, with nothing around them. The parts keep
/// their own names under <c>tower.</c>, <c>projector.</c> and <c>decoder.</c>
/// </summary>
public sealed class VisionLanguageModel : nn.Module
{
    private readonly ClipVisionTower tower;
    private readonly VisualProjector projector;
    private readonly LlamaForCausalLm decoder;
    private readonly TextGenerator generator;

    /// <summary>Joins parts that were built, and initialised or loaded, before; the model owns them from now on.</summary>
    /// <param name="tower">Its grid and width are what the projector reads, one tap per level.</param>
    /// <param name="projector">Its output width is the decoder's.</param>
    /// <param name="decoder">The language model.</param>
    /// <exception cref="ModelConfigException">The parts do not fit; all faults are named.</exception>
    public VisionLanguageModel(ClipVisionTower tower, VisualProjector projector, LlamaForCausalLm decoder)
        : base(nameof(VisionLanguageModel))
    {
        ArgumentNullException.ThrowIfNull(tower);
        ArgumentNullException.ThrowIfNull(projector);
        ArgumentNullException.ThrowIfNull(decoder);
        new ConfigFaults("model")
            .Require(tower.Config.Grid == projector.Layout.Grid, "grid", projector.Layout.Grid, $"layout '{projector.Layout.Name}' must have the tower's {tower.Config.Grid} patches per side ({tower.Config.ImageSide} / {tower.Config.Patch} pixels)")
            .Require(tower.Config.Width == projector.Options.ContextWidth, "contextWidth", projector.Options.ContextWidth, $"must be the tower's width {tower.Config.Width}")
            .Require(tower.Taps.Count == projector.Options.Levels, "levels", projector.Options.Levels, $"must be the count of the tower's taps, {tower.Taps.Count}")
            .Require(decoder.Config.Width == projector.Options.OutputWidth, "outputWidth", projector.Options.OutputWidth, $"must be the decoder's width {decoder.Config.Width}")
            .ThrowIfAny();
        this.tower = tower;
        this.projector = projector;
        this.decoder = decoder;
        generator = new(decoder);
        RegisterComponents();
    }

    /// <summary>The vision tower.</summary>
    public ClipVisionTower Tower => tower;

    /// <summary>What turns its features into visual tokens.</summary>
    public VisualProjector Projector => projector;

    /// <summary>The language model.</summary>
    public LlamaForCausalLm Decoder => decoder;

    /// <summary>Size of the loss' chunks.</summary>
    public LossOptions LossOptions { get; set; } = new();

    /// <summary>Pixels to features, without gradient where no weight of the tower asks for one. Features of a frozen tower may be cached.</summary>
    /// <param name="pixels"><c>[images, 3, side, side]</c>, normalised.</param>
    /// <returns>One <c>[images, grid, grid, width]</c> per tap.</returns>
    public IReadOnlyList<Tensor> Features(Tensor pixels)
    {
        using var gradient = set_grad_enabled(is_grad_enabled() && tower.parameters().Any(parameter => parameter.requires_grad));
        return tower.call(pixels);
    }

    /// <summary>The summed loss of a slot.</summary>
    /// <param name="features">
    /// See <see cref="Features"/>: of every sample, or of those with an image only, in order; null where none has an image.
    /// </param>
    /// <param name="text">Texts with labels.</param>
    /// <exception cref="ArgumentException">Arrays or features that do not fit each other.</exception>
    public LossSum LossOfFeatures(IReadOnlyList<Tensor>? features, TextBatch text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var layout = TokenLayout.Build(text.Lengths, text.ImagePositions, projector.Layout.Tokens, text.Turns);
        var positions = LossPositions.Of(layout, text.Labels);
        using var embedded = Embed(features, text, layout);
        using var hidden = decoder.call(embedded, decoder.Pass(layout));
        return decoder.Loss(hidden, positions, LossOptions);
    }

    /// <summary>The summed loss of a slot, from pixels.</summary>
    /// <param name="pixels"><c>[samples or images, 3, side, side]</c>; null where no sample has an image.</param>
    /// <param name="text">Texts with labels.</param>
    /// <exception cref="ArgumentException">Arrays or pixels that do not fit each other.</exception>
    public LossSum Loss(Tensor? pixels, TextBatch text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LossOfFeatures(FeaturesOf(pixels, text), text);
    }

    /// <summary>Continues prompts about images.</summary>
    /// <param name="pixels"><c>[prompts or images, 3, side, side]</c>; null where no prompt has an image.</param>
    /// <param name="prompts">Prompts without padding; labels are not read.</param>
    /// <param name="options">Length, temperature, top-p, seed, end ids.</param>
    /// <param name="cancellationToken">Ends between two tokens.</param>
    /// <returns>For each prompt the new ids, without the end id.</returns>
    /// <exception cref="ArgumentException">Arrays or pixels that do not fit each other, or a text longer than the decoder allows.</exception>
    public IReadOnlyList<int[]> Generate(Tensor? pixels, TextBatch prompts, GenerationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var layout = TokenLayout.Build(prompts.Lengths, prompts.ImagePositions, projector.Layout.Tokens);
        return generator.Continue(Embed(FeaturesOf(pixels, prompts), prompts, layout), layout, options, cancellationToken);
    }

    private IReadOnlyList<Tensor>? FeaturesOf(Tensor? pixels, TextBatch text) =>
        text.Images == 0 || pixels is null ? null : Features(WithImages(pixels, text));

    private Tensor Embed(IReadOnlyList<Tensor>? features, TextBatch text, TokenLayout layout)
    {
        if (layout.TextRows.Length != text.TokenIds.Length)
        {
            throw new ArgumentException($"the lengths sum to {layout.TextRows.Length} but there are {text.TokenIds.Length} token ids.", nameof(text));
        }

        var words = decoder.Embed(text.TokenIds);
        if (text.Images == 0)
        {
            return words;
        }

        if (features is null)
        {
            throw new ArgumentException($"{text.Images} samples have an image but no pixels or features were given.", nameof(features));
        }

        var visual = projector.call([.. features.Select(level => WithImages(level, text))]).to(words.dtype);
        return SequenceEmbeddings.Join(words, visual, layout);
    }

    private static Tensor WithImages(Tensor perSample, TextBatch text)
    {
        if (perSample.shape[0] == text.Images)
        {
            return perSample;
        }

        if (perSample.shape[0] != text.ImagePositions.Length)
        {
            throw new ArgumentException($"{perSample.shape[0]} images were given for {text.ImagePositions.Length} samples, of which {text.Images} have one.", nameof(perSample));
        }

        var kept = text.ImagePositions.Select((position, i) => (position, i)).Where(entry => entry.position >= 0).Select(entry => (long)entry.i);
        return perSample.index_select(0, tensor([.. kept], device: perSample.device));
    }
}
