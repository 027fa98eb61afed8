using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ChainOfSight.Cli.Commands;

/// <summary>The library's help, followed by the verb's examples.</summary>
internal sealed class ExamplesHelpAction(HelpAction inner) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var exit = inner.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command switch
        {
            Verb verb => verb.Examples,
            RootCommand => RootExamples,
            _ => [],
        };
        if (examples.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  ./cos {example}");
            }

            output.WriteLine();
        }

        return exit;
    }

    private static readonly IReadOnlyList<string> RootExamples =
    [
        "train                                    train the quick start on real images",
        "test                                     set up and run all tests",
        "train recipes/quickstart-control.json    the same without scaling, from the same pre-training",
        "generate --image photo.jpg --prompt \"what is in the top left?\"",
    ];
}
