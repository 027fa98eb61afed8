namespace ChainOfSight.Tests.Cli.Elastic;

/// <summary>The command lines of the README's section "Elastic in one minute", in their order.</summary>
internal static class ElasticCommands
{
    private const string Section = "## Elastic in one minute";

    /// <summary>Each line of its code, without its comment.</summary>
    public static IReadOnlyList<string> OfReadme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChainOfSight.Actors.sln")))
        {
            folder = folder.Parent;
        }

        var text = File.ReadAllText(Path.Combine(folder!.FullName, "README.md"));
        var section = text[text.IndexOf(Section, StringComparison.Ordinal)..];
        var code = section.Split("```")[1];
        return [.. code.Split('\n').Select(line => line.Split(" #")[0].Trim()).Where(line => line.Length > 0)];
    }
}
