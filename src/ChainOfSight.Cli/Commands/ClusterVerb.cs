using System.CommandLine;
using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Storage;

namespace ChainOfSight.Cli.Commands;

/// <summary>Makes verbs that talk to a cluster by way of the client and nothing else.</summary>
internal static class ClusterVerb
{
    /// <summary>Lets a verb connect, do its work and leave.</summary>
    public static Verb Calls(this Verb verb, Func<CosClient, ParseResult, CancellationToken, Task<int>> action)
    {
        var options = new ClusterOptions();
        options.AddTo(verb);
        verb.Runs(async (parse, cancellation) =>
        {
            await using var client = await CosClient.ConnectAsync(options.Read(parse), cancellationToken: cancellation).ConfigureAwait(false);
            try
            {
                return await action(client, parse, cancellation).ConfigureAwait(false);
            }
            catch (RefusedException e)
            {
                throw new UserErrorException(e.Message, e);
            }
        });
        return verb;
    }

    /// <summary>A verb that gives a run one order.</summary>
    public static Verb Order(string name, string description, string done, Func<RunClient, CancellationToken, Task> order)
    {
        var run = RunArgument();
        var verb = new Verb(name, description, $"{name} quickstart", $"{name} quickstart --store /data").With(run);
        return verb.Calls(async (client, parse, cancellation) =>
        {
            await order(client.Run(parse.GetValue(run)!), cancellation).ConfigureAwait(false);
            Console.WriteLine($"{parse.GetValue(run)}: {done}");
            return ExitCodes.Success;
        });
    }

    /// <summary>The argument that names a run.</summary>
    public static Argument<string> RunArgument() => new("run") { Description = "Name of the run." };
}
