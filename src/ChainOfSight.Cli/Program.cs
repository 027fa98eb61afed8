using System.CommandLine;
using System.CommandLine.Help;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Cli.Verbs;

var root = new RootCommand(
    """
    ChainOfSight.Actors: pre-train multimodal language models with few visual tokens, then scale the tokens up.

    `./cos train` without arguments trains the quick start on real images and writes a report;
    every verb explains itself with --help and examples.
    """);
foreach (var verb in VerbList.All())
{
    root.Subcommands.Add(verb);
}

foreach (var option in root.Options.OfType<VersionOption>())
{
    option.Action = new VersionAction();
}

UnknownOptions.Refuse(root);
foreach (var option in root.Options.OfType<HelpOption>())
{
    option.Recursive = true;
    option.Action = new ExamplesHelpAction((HelpAction)option.Action!);
}

// Signals are the verbs' business: training ends its step and saves before it stops.
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null };
var parse = root.Parse(args);
return parse.Errors.Count > 0 && !args.Any(a => a is "-h" or "--help" or "-?")
    ? UsageErrors.Report(parse)
    : await parse.InvokeAsync(configuration);
