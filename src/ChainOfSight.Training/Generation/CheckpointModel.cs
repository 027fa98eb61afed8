using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Models.Language;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Generation;

/// <summary>
/// The model of a checkpoint, ready to answer or to be exported: built from the recipe that the checkpoint carries, filled from the
/// checkpoint and, for what no stage has trained, from the recipe's weight files.
/// </summary>
public sealed class CheckpointModel : IAsyncDisposable
{
    private readonly Lane _lane;

    private CheckpointModel(string title, CheckpointState state, Recipe recipe, ITokenizer tokenizer, StageModel model, Lane lane)
    {
        Title = title;
        State = state;
        Recipe = recipe;
        Tokenizer = tokenizer;
        Model = model;
        _lane = lane;
    }

    /// <summary>The checkpoint, for messages.</summary>
    public string Title { get; }

    /// <summary>What the checkpoint knows besides tensors.</summary>
    public CheckpointState State { get; }

    /// <summary>Its recipe, with the precision in which it was opened.</summary>
    public Recipe Recipe { get; }

    /// <summary>The stage whose model it is.</summary>
    public StageRecipe Stage => Model.Stage;

    /// <summary>The recipe's tokenizer.</summary>
    public ITokenizer Tokenizer { get; }

    /// <summary>The model; touch its tensors on the lane only.</summary>
    public StageModel Model { get; }

    /// <summary>Builds and fills the model of a checkpoint.</summary>
    /// <param name="title">The checkpoint, for messages.</param>
    /// <param name="content">The checkpoint.</param>
    /// <param name="openTokenizer">Opens a recipe's tokenizer.</param>
    /// <param name="lane">Thread of the device; stays the caller's.</param>
    /// <param name="device">The device.</param>
    /// <param name="precision">Number format; null = the recipe's.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="Storage.UserErrorException">
    /// The checkpoint's recipe or tokenizer cannot be used, or weights are missing or of another shape.
    /// </exception>
    public static async Task<CheckpointModel> OpenAsync(
        string title,
        CheckpointContent content,
        Func<Recipe, CancellationToken, Task<ITokenizer>> openTokenizer,
        Lane lane,
        Device device,
        Precision? precision = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(openTokenizer);
        ArgumentNullException.ThrowIfNull(lane);
        var recipe = RecipeReader.Read(content.State.Recipe, $"of checkpoint {title}");
        recipe = recipe with { Precision = precision ?? recipe.Precision };
        var stage = recipe.Stages.ElementAtOrDefault(content.State.StageIndex)
            ?? throw new GenerationException($"Checkpoint {title} is of stage {content.State.StageIndex}, its recipe has {recipe.Stages.Count}. It is damaged; use another checkpoint.");
        var tokenizer = await openTokenizer(recipe, cancellationToken).ConfigureAwait(false);
        var model = await lane.RunAsync(() => Build(recipe, stage, tokenizer, device, content), cancellationToken).ConfigureAwait(false);
        return new CheckpointModel(title, content.State, recipe, tokenizer, model, lane);
    }

    /// <summary>Makes it answer questions about images.</summary>
    /// <param name="prompts">How conversations are written, as in training.</param>
    /// <param name="options">Length, temperature, top-p, seed.</param>
    /// <exception cref="GenerationException">The checkpoint is of a stage without images.</exception>
    public ModelAnswerer Answerer(PromptOptions prompts, GenerationOptions options) => Model is MultimodalStageModel multimodal
        ? new ModelAnswerer(multimodal.Model, _lane, new PromptEncoder(Tokenizer, prompts), Tokenizer, options)
        : throw new GenerationException($"Checkpoint {Title} is of the {Stage.Kind.ToString().ToLowerInvariant()} stage \"{Stage.Name}\", which does not answer questions about images. Name a checkpoint of a pretrain or finetune stage.");

    /// <summary>Runs work on the model's lane.</summary>
    /// <param name="work">What to do with the model.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<T> RunAsync<T>(Func<StageModel, T> work, CancellationToken cancellationToken) => _lane.RunAsync(() => work(Model), cancellationToken);

    /// <summary>Gives the model's memory back.</summary>
    public async ValueTask DisposeAsync() => await _lane.RunAsync(Model.Dispose).ConfigureAwait(false);

    private static StageModel Build(Recipe recipe, StageRecipe stage, ITokenizer tokenizer, Device device, CheckpointContent content)
    {
        var model = new ModelBuilder(recipe, tokenizer, device).Build(stage, new WeightLibrary(content.Weights), Classes(stage, content));
        foreach (var parameter in model.Parameters)
        {
            parameter.Value.requires_grad = false;
        }

        return model;
    }

    // Names of classes are the data's; their count is also that of the head's rows, of which dense targets have one more.
    private static IReadOnlyList<string> Classes(StageRecipe stage, CheckpointContent content)
    {
        var head = content.Weights.Values.FirstOrDefault(tensor => tensor.Shape.Count == 2 && tensor.Name.StartsWith(PartNames.Head + ".", StringComparison.Ordinal));
        return head is null ? [] : [.. Enumerable.Range(0, (int)head.Shape[0] - (stage.Pooling == VisionPooling.Dense ? 1 : 0)).Select(index => $"class {index}")];
    }
}
