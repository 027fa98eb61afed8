using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Fetching;
using ChainOfSight.Data.Pipeline;
using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Shards;
using ChainOfSight.Data.Sources;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Sources;

/// <summary>Opens tokenizer and data of a recipe: prepares its sources where they are not there yet.</summary>
/// <param name="preparation">Turns sources into shards.</param>
/// <param name="fetcher">Fetches tokenizers.</param>
public sealed class RecipeData(SourcePreparation preparation, DemoSetFetcher fetcher) : IStageDataProvider
{
    /// <summary>Uses this machine's cache and package clients.</summary>
    /// <param name="progress">Hears in words what is prepared; null: nobody.</param>
    /// <param name="stores">Opens a remote store by its address; null: sources on this machine only.</param>
    public static RecipeData OfThisMachine(IProgress<string>? progress = null, Func<string, Storage.IBlobStore>? stores = null)
    {
        var fetcher = new DemoSetFetcher();
        return new RecipeData(new SourcePreparation(CacheFolder.Path, fetcher, progress, stores), fetcher);
    }

    /// <summary>What turns sources into shards.</summary>
    public SourcePreparation Preparation => preparation;

    /// <inheritdoc/>
    public async Task<ITokenizer> OpenTokenizerAsync(Recipe recipe, CancellationToken cancellationToken) =>
        TokenizerFactory.Load(await FindTokenizerAsync(recipe, cancellationToken).ConfigureAwait(false));

    /// <summary>Where the files of a recipe's tokenizer are; fetches them where they are not there yet.</summary>
    /// <exception cref="Storage.UserErrorException">They cannot be fetched.</exception>
    public async Task<TokenizerSettings> FindTokenizerAsync(Recipe recipe, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var asked = recipe.Tokenizer;
        if (asked.Path is { } path)
        {
            // A tokenizer.json says itself what it is; other files are of the family's package.
            var form = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "huggingface" : asked.Kind.ToString().ToLowerInvariant();
            return new TokenizerSettings { Kind = form, Path = path, Merges = asked.Merges };
        }

        var (set, kind) = asked.Kind == TokenizerKind.Gpt2 ? ("gpt2-tokenizer", "gpt2") : ("llama-tokenizer", "llama");
        var folder = await fetcher.FetchAsync(DemoSets.Find(set), cancellationToken).ConfigureAwait(false);
        return new TokenizerSettings { Kind = kind, Path = DemoSetCatalogue.TokenizerFolder(DemoSets.Find(set), folder), Merges = asked.Merges };
    }

    /// <summary>How a recipe's conversations are written; the same for training and for asking.</summary>
    /// <param name="stage">The stage.</param>
    public static PromptOptions Prompts(StageRecipe stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return new PromptOptions
        {
            Template = stage.Template,
            System = stage.System ?? "",
            CaptionPrompt = stage.CaptionPrompt ?? "",
            IsolateTurns = stage.IsolateTurns,
            MaxTextTokens = stage.MaxTextTokens,
            TurnsPerSample = stage.TurnsPerSample,
            Tasks = stage.Tasks,
        };
    }

    /// <inheritdoc/>
    public async Task<IStageData> OpenAsync(Recipe recipe, StageRecipe stage, DataSplit split, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(stage);
        var sources = new List<DataSourceSettings>();
        foreach (var (name, weight) in stage.Data)
        {
            var source = recipe.Sources[name];
            var prepared = await preparation.PrepareAsync(source, cancellationToken).ConfigureAwait(false);
            if (split == DataSplit.Validation && source.Validation == 0)
            {
                continue;
            }

            sources.Add(new DataSourceSettings { Name = name, Store = prepared.Store, Folder = prepared.Folder, Weight = weight, HeldOutShare = source.Validation });
        }

        var settings = new DataSetSettings
        {
            Sources = sources,
            Form = stage.Kind switch
            {
                StageKind.Language => await LanguageFormAsync(sources, cancellationToken).ConfigureAwait(false),
                StageKind.Vision => SlotForm.Classes,
                _ => SlotForm.Conversation,
            },

            // Each stage has an order of its own; held-out samples come in the same order whatever the stage.
            Seed = RandomKey.Of(recipe.Seed, split == DataSplit.Training ? $"order of {stage.Name}" : "held-out order"),
            SlotsPerStep = stage.Slots,
            SamplesPerSlot = stage.SamplesPerSlot,
            HeldOut = split == DataSplit.Validation,
            ImageSide = stage.Kind == StageKind.Language ? 0 : stage.ImageSide ?? 0,
            ZoomShare = stage.Kind == StageKind.Vision ? stage.Zoom : 0,
            Tokenizer = stage.Kind == StageKind.Vision ? null : await OpenTokenizerAsync(recipe, cancellationToken).ConfigureAwait(false),
            Prompts = Prompts(stage),
            Pipeline = new PipelineOptions { PrefetchSlots = Math.Max(4, 2 * stage.Slots) },
        };
        return new DataSetStageData(await DataSet.OpenAsync(settings, cancellationToken).ConfigureAwait(false), stage);
    }

    // Where there are questions, the decoder should meet them in the form in which they will be asked.
    private static async Task<SlotForm> LanguageFormAsync(List<DataSourceSettings> sources, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            var reader = await SourceReader.OpenAsync(source.Store, source.Folder, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (reader.Manifest.Turns.Values.Any(count => count > 0))
            {
                return SlotForm.Conversation;
            }
        }

        return SlotForm.Text;
    }
}
