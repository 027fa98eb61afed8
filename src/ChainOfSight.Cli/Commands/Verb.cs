using System.CommandLine;

namespace ChainOfSight.Cli.Commands;

/// <summary>A verb of the command line with examples that its help shows.</summary>
internal sealed class Verb : Command
{
    public Verb(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    /// <summary>Whole command lines, without the leading <c>./cos</c>.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Adds arguments and options, in the order in which help lists them.</summary>
    public Verb With(params Symbol[] symbols)
    {
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    Arguments.Add(argument);
                    break;
                case Option option:
                    Options.Add(option);
                    break;
                case Command below:
                    Subcommands.Add(below);
                    break;
                default:
                    throw new ArgumentException($"{symbol.Name} is no argument, option or verb.", nameof(symbols));
            }
        }

        return this;
    }

    /// <summary>Sets what the verb does; faults that a person can mend become a message and exit code 2.</summary>
    public void Runs(Func<ParseResult, CancellationToken, Task<int>> action) =>
        SetAction((parse, cancellation) => Faults.GuardAsync(() => action(parse, cancellation)));
}
