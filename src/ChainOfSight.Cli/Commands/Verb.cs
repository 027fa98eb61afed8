using System.CommandLine;

namespace ChainOfSight.Cli.Commands;

/// <summary>A verb of the command line with examples that its help shows.</summary>
internal sealed class Verb : Command
{
    public Verb(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    /// <summary>Whole command lines, without the leading <c>./cos</c>.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Sets what the verb does; faults that a person can mend become a message and exit code 2.</summary>
    public void Runs(Func<ParseResult, CancellationToken, Task<int>> action) =>
        SetAction((parse, cancellation) => Faults.GuardAsync(() => action(parse, cancellation)));
}
