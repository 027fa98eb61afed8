using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Training.Runs;

/// <summary>What every checkpoint of a run says of the run.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="RecipeHash">SHA-256 of the resolved recipe.</param>
/// <param name="Frozen">Its weight files.</param>
/// <param name="Versions">Versions of the product and of the libraries.</param>
internal sealed record RunIdentity(string Run, Recipe Recipe, string RecipeHash, IReadOnlyList<FrozenFile> Frozen, IReadOnlyDictionary<string, string> Versions);
