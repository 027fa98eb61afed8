namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>The size of a word as it is set.</summary>
/// <param name="Width">Columns of its ink.</param>
/// <param name="Height">Rows of its ink.</param>
/// <param name="Left">First column of the ink, counted from where the first letter's cell begins; may be negative.</param>
/// <param name="Edges">Where the cells of its letters begin, and where the last one ends, counted from the first; one more than letters.</param>
/// <param name="Letters">The letters.</param>
public sealed record WordShape(int Width, int Height, int Left, IReadOnlyList<int> Edges, IReadOnlyList<string> Letters);
