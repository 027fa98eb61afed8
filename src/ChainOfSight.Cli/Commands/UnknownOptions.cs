using System.CommandLine;

namespace ChainOfSight.Cli.Commands;

/// <summary>Keeps a misspelt option from being taken for a file or a name.</summary>
internal static class UnknownOptions
{
    /// <summary>Makes every argument of a command and of those below it refuse texts that look like options.</summary>
    public static void Refuse(Command command)
    {
        foreach (var argument in command.Arguments)
        {
            argument.Validators.Add(result =>
            {
                foreach (var token in result.Tokens.Where(token => IsOption(token.Value)))
                {
                    result.AddError($"Unknown option '{token.Value}'.");
                }
            });
        }

        foreach (var below in command.Subcommands)
        {
            Refuse(below);
        }
    }

    /// <summary>Whether a text looks like an option.</summary>
    public static bool IsOption(string text) => text.StartsWith("--", StringComparison.Ordinal) && text.Length > 2;
}
