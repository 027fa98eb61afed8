using Spectre.Console;

namespace ChainOfSight.Cli.Commands;

/// <summary>A table with aligned columns; into a file or pipe it is as wide as it needs to be.</summary>
/// <param name="columns">Headings; one that ends in <c>&gt;</c> stands over numbers, which are aligned right.</param>
internal sealed class ConsoleTable(params string[] columns)
{
    private const int WidestPipe = 1000;

    private readonly List<(string[] Cells, bool IsBad)> rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="isBad">Whether it is to be seen at once: red where the terminal has colours.</param>
    /// <param name="cells">One text per column.</param>
    public void Add(bool isBad, params string[] cells) => rows.Add((cells, isBad));

    /// <summary>Prints it to standard output.</summary>
    public void Print() => Write(Console.Out, Console.IsOutputRedirected);

    /// <summary>Its lines without colours, for text that is printed among other text.</summary>
    public IReadOnlyList<string> Lines()
    {
        using var text = new StringWriter();
        Write(text, isPlain: true);
        return [.. text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }

    private void Write(TextWriter output, bool isPlain)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            var isNumber = column.EndsWith('>');
            table.AddColumn(new TableColumn(new Text(column.TrimEnd('>'))) { Alignment = isNumber ? Justify.Right : Justify.Left, NoWrap = isNumber });
        }

        foreach (var (cells, isBad) in rows)
        {
            table.AddRow(cells.Select(cell => new Text(cell, isBad ? new Style(Color.Red) : Style.Plain)));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(output),
        });
        if (isPlain)
        {
            console.Profile.Width = WidestPipe;
        }

        console.Write(table);
    }
}
