namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>Names of the places of a scene, and which place a rectangle lies in.</summary>
public sealed class ScenePlaces
{
    private const double BorderShare = 0.04;

    private static readonly string[][] RowNames = [[""], ["top", "bottom"], ["top", "middle", "bottom"]];
    private static readonly string[][] ColumnNames = [[""], ["left", "right"], ["left", "center", "right"]];

    private readonly int _columns;
    private readonly int _rows;
    private readonly int _side;

    /// <summary>Divides a canvas.</summary>
    /// <param name="columns">Columns of places, 1 to 6.</param>
    /// <param name="rows">Rows of places, 1 to 6.</param>
    /// <param name="side">Side of the canvas in pixels.</param>
    public ScenePlaces(int columns, int rows, int side)
    {
        (_columns, _rows, _side) = (columns, rows, side);
        Names = [.. Enumerable.Range(0, columns * rows).Select(place => NameOf(place / columns, place % columns))];
    }

    /// <summary>Names row by row: <c>top left</c>; beyond three rows or columns <c>row 2 column 5</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The cell of a place.</summary>
    /// <param name="place">Its index.</param>
    public PixelBox Cell(int place)
    {
        var (row, column) = (place / _columns, place % _columns);
        var (x, y) = (column * _side / _columns, row * _side / _rows);
        return new PixelBox(x, y, ((column + 1) * _side / _columns) - x, ((row + 1) * _side / _rows) - y);
    }

    /// <summary>The place of a rectangle's middle; −1 where the middle is within 4 % of the side to another place.</summary>
    /// <param name="box">The rectangle.</param>
    public int PlaceOf(PixelBox box)
    {
        var (x, y) = (box.CenterX * _columns / _side, box.CenterY * _rows / _side);
        return IsNearBorder(x, _columns) || IsNearBorder(y, _rows) ? -1 : ((int)y * _columns) + (int)x;
    }

    private static bool IsNearBorder(double at, int parts)
    {
        var nearest = Math.Round(at);
        return nearest > 0 && nearest < parts && Math.Abs(at - nearest) < BorderShare * parts;
    }

    private string NameOf(int row, int column)
    {
        if (_rows > 3 || _columns > 3)
        {
            return $"row {row + 1} column {column + 1}";
        }

        var name = $"{RowNames[_rows - 1][row]} {ColumnNames[_columns - 1][column]}".Trim();
        return name switch
        {
            "" => "picture",
            "middle center" => "center",
            _ => name,
        };
    }
}
