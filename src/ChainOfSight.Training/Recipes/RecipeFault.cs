namespace ChainOfSight.Training.Recipes;

/// <summary>One fault of a recipe.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.stages[1].learningRate</c>.</param>
/// <param name="Problem">What is wrong, with the value.</param>
/// <param name="Legal">What is legal there.</param>
/// <param name="Remedy">What to do.</param>
public sealed record RecipeFault(string Path, string Problem, string Legal, string Remedy)
{
    /// <summary>The fault in one line.</summary>
    public override string ToString() => $"{Path}: {Problem}. Legal: {Legal}. {Remedy}";
}
