using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Evaluation;

/// <summary>What an evaluation reads of a recipe's data.</summary>
public interface IEvaluationData
{
    /// <summary>The recipe's tokenizer.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="Storage.UserErrorException">Its files are missing or damaged.</exception>
    Task<ITokenizer> OpenTokenizerAsync(Recipe recipe, CancellationToken cancellationToken);

    /// <summary>How conversations are written in a stage: as its training data were.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="stage">One of its stages.</param>
    PromptOptions Prompts(Recipe recipe, StageRecipe stage);

    /// <summary>The held-out samples of a source that have an image, in the same order each time; never one that any stage trains on.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="source">Name of one of its sources.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Storage.UserErrorException">The source is missing or damaged.</exception>
    IAsyncEnumerable<HeldOutSample> ReadHeldOutAsync(Recipe recipe, string source, CancellationToken cancellationToken);
}
