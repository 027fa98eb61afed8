using System.Runtime.CompilerServices;
using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Shards;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Sources;

namespace ChainOfSight.Training.Evaluation;

/// <summary>Reads the held-out samples of a recipe's sources, shard by shard: exactly those that training leaves out.</summary>
/// <param name="data">Opens tokenizer and sources.</param>
public sealed class RecipeEvaluationData(RecipeData data) : IEvaluationData
{
    /// <inheritdoc/>
    public Task<ITokenizer> OpenTokenizerAsync(Recipe recipe, CancellationToken cancellationToken) => data.OpenTokenizerAsync(recipe, cancellationToken);

    /// <inheritdoc/>
    public PromptOptions Prompts(Recipe recipe, StageRecipe stage) => RecipeData.Prompts(stage);

    /// <inheritdoc/>
    public async IAsyncEnumerable<HeldOutSample> ReadHeldOutAsync(Recipe recipe, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var asked = recipe.Sources[source];
        var prepared = await data.Preparation.PrepareAsync(asked, cancellationToken).ConfigureAwait(false);
        var reader = await SourceReader.OpenAsync(prepared.Store, prepared.Folder, cancellationToken: cancellationToken).ConfigureAwait(false);
        var split = new HeldOutSplit(reader.Name, reader.Manifest.Shards.Select(shard => shard.Samples), asked.Validation);
        var perShard = split.SamplesPerShard(isHeldOut: true);
        for (var shard = 0; shard < perShard.Count; shard++)
        {
            for (var place = 0; place < perShard[shard]; place++)
            {
                if (await ReadAsync(reader, shard, split.IndexOf(isHeldOut: true, shard, place), cancellationToken).ConfigureAwait(false) is { } sample)
                {
                    yield return sample;
                }
            }
        }
    }

    private static async Task<HeldOutSample?> ReadAsync(SourceReader reader, int shard, int index, CancellationToken cancellationToken)
    {
        var stored = await reader.ReadAsync(shard, index, cancellationToken).ConfigureAwait(false);
        if (stored.Image.IsEmpty)
        {
            return null;
        }

        try
        {
            var record = StoredSampleReader.ReadRecord(stored);
            var id = $"{stored.Source}/{Path.GetFileNameWithoutExtension(stored.Shard)}/{record.Id}";

            // The picture is read again when it is asked about: a large held-out part need not fit into memory.
            return new HeldOutSample(id, record, async token => (await reader.ReadAsync(shard, index, token).ConfigureAwait(false)).Image);
        }
        catch (BadSampleException)
        {
            // Training quarantines it too; there is nothing to ask about it.
            return null;
        }
    }
}
