using ChainOfSight.Data.Images;
using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Models.Language;
using ChainOfSight.Models.Multimodal;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Generation;

/// <summary>
/// Lets a multimodal model answer questions: pictures are prepared on the caller's thread, each is encoded once, and the prompts of a batch are
/// continued together on the lane.
/// </summary>
/// <param name="model">The model, in evaluation mode; touched on the lane only.</param>
/// <param name="lane">Thread of its device.</param>
/// <param name="prompts">Writes questions as tokens, as in training.</param>
/// <param name="tokenizer">Reads the answer's tokens.</param>
/// <param name="options">Length, temperature, top-p, seed. The end id is the prompts' unless it is set.</param>
public sealed class ModelAnswerer(VisionLanguageModel model, Lane lane, PromptEncoder prompts, ITokenizer tokenizer, GenerationOptions options) : IImageAnswerer
{
    // Features of many large images at once would cost more memory than they save time.
    private const int ImagesAtOnce = 16;

    private readonly GenerationOptions _options = options with { EosIds = options.EosIds ?? [prompts.EndId] };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> AnswerAsync(IReadOnlyList<ImageQuestion> questions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(questions);
        if (questions.Count == 0)
        {
            return [];
        }

        var images = questions.Select(question => question.Image).OfType<PixelImage>().Distinct().ToList();
        var places = questions.Where(question => question.Image is not null).Select(question => (long)images.IndexOf(question.Image!)).ToArray();
        var side = model.Tower.Config.ImageSide;
        var pixels = ImagePixels.Of(images, side);
        var texts = questions.Select(question => prompts.EncodeQuestion([], question.Prompt, question.Image is not null)).ToList();
        var batch = new TextBatch
        {
            TokenIds = [.. texts.SelectMany(text => text.Ids)],
            Lengths = [.. texts.Select(text => text.Ids.Length)],
            ImagePositions = [.. texts.Select(text => text.ImagePosition)],
        };
        var answers = await lane.RunAsync(() => Continue(pixels, images.Count, places, batch, cancellationToken), cancellationToken).ConfigureAwait(false);
        return [.. answers.Select(ids => tokenizer.Decode(ids).Trim())];
    }

    private IReadOnlyList<int[]> Continue(float[] pixels, int images, long[] places, TextBatch batch, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var layout = TokenLayout.Build(batch.Lengths, batch.ImagePositions, model.Projector.Layout.Tokens);
        var words = model.Decoder.Embed(batch.TokenIds);
        var rows = words;
        if (images > 0)
        {
            var visual = Encode(pixels, images).to(words.dtype).index_select(0, tensor(places, device: words.device));
            rows = SequenceEmbeddings.Join(words, visual, layout);
        }

        return new TextGenerator(model.Decoder).Continue(rows, layout, _options, cancellationToken);
    }

    // [images, visual tokens, width]
    private Tensor Encode(float[] pixels, int images)
    {
        var side = model.Tower.Config.ImageSide;
        var size = PixelImage.Channels * side * side;
        var parts = new List<Tensor>();
        for (var first = 0; first < images; first += ImagesAtOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(ImagesAtOnce, images - first);
            var part = tensor(pixels.AsSpan(first * size, count * size).ToArray(), dtype: ScalarType.Float32, device: model.Tower.Positions.device).view(count, PixelImage.Channels, side, side);
            parts.Add(model.Projector.call(model.Features(part)).MoveToOuterDisposeScope());
        }

        return cat(parts, 0);
    }
}
