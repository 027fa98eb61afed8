using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Stages;

/// <summary>Opens the data that a recipe's stages train on.</summary>
public interface IStageDataProvider
{
    /// <summary>The recipe's tokenizer.</summary>
    Task<ITokenizer> OpenTokenizerAsync(Recipe recipe, CancellationToken cancellationToken);

    /// <summary>Opens the data of a stage.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="stage">One of its stages, or a variation of one: another image side, another size of slots.</param>
    /// <param name="split">Samples to train on, or held-out ones.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="Storage.UserErrorException">A source is missing, empty or unfit for the stage.</exception>
    Task<IStageData> OpenAsync(Recipe recipe, StageRecipe stage, DataSplit split, CancellationToken cancellationToken);
}
