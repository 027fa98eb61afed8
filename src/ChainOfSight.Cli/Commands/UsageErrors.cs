using System.CommandLine;

namespace ChainOfSight.Cli.Commands;

/// <summary>Tells a wrong command line in a few lines: what was wrong, what comes close, where help is.</summary>
internal static class UsageErrors
{
    public static int Report(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        foreach (var message in parse.Errors.Select(error => error.Message).Distinct())
        {
            Faults.Error(message);
        }

        var known = command.Subcommands.Select(verb => verb.Name)
            .Concat(command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))).ToList();
        foreach (var token in parse.UnmatchedTokens.Concat(parse.Tokens.Select(token => token.Value).Where(UnknownOptions.IsOption)).Except(known).Distinct().ToList())
        {
            if (known.MinBy(name => Distance(token, name)) is { } closest && Distance(token, closest) <= 3)
            {
                Console.Error.WriteLine($"       did you mean `{closest}`?");
            }
        }

        var path = string.Join(' ', Path(command));
        Console.Error.WriteLine($"See ./cos {(path.Length > 0 ? path + " " : "")}--help for what is legal and for examples.");
        return ExitCodes.UserError;
    }

    // The names from the root down to the command, without the root's own.
    private static IEnumerable<string> Path(Command command) =>
        command is RootCommand ? [] : command.Parents.OfType<Command>().SelectMany(Path).Append(command.Name);

    // Levenshtein's distance.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
