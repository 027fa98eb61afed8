using System.CommandLine;
using ChainOfSight.Cli.Commands;

namespace ChainOfSight.Cli.Verbs.Elastic;

/// <summary><c>cos pause | resume | stop | cordon | drain</c>: one order each, given by way of the client.</summary>
internal static class OrderVerbs
{
    public static IEnumerable<Verb> All() =>
    [
        ClusterVerb.Order("pause", "Let a run end its step, write a checkpoint and free its devices.", "it pauses after this step", (run, cancellation) => run.PauseAsync(cancellation)),
        ClusterVerb.Order("resume", "Go on with a paused run.", "it goes on", (run, cancellation) => run.ResumeAsync(cancellation)),
        ClusterVerb.Order("stop", "End a run after its step with a checkpoint; submitting it again goes on.", "it stops after this step", (run, cancellation) => run.StopAsync(cancellation)),
        Cordon(),
        Drain(),
    ];

    private static Verb Cordon()
    {
        var silo = SiloArgument();
        var off = new Option<bool>("--off") { Description = "Let it take new replicas again." };
        var verb = new Verb("cordon", "Let a silo take no new replicas; those it has stay.", "cordon silo-b", "cordon silo-b --off")
            .With(silo, off);
        return verb.Calls(async (client, parse, cancellation) =>
        {
            var on = !parse.GetValue(off);
            await client.CordonAsync(parse.GetValue(silo)!, on, cancellation).ConfigureAwait(false);
            Console.WriteLine($"{parse.GetValue(silo)}: {(on ? "takes no new replicas" : "takes new replicas again")}");
            return ExitCodes.Success;
        });
    }

    private static Verb Drain()
    {
        var silo = SiloArgument();
        var verb = new Verb("drain", "Let a silo give its replicas up at their next step boundary, so that it can be stopped.", "drain silo-b")
            .With(silo);
        return verb.Calls(async (client, parse, cancellation) =>
        {
            await client.DrainAsync(parse.GetValue(silo)!, cancellation).ConfigureAwait(false);
            Console.WriteLine($"{parse.GetValue(silo)}: gives its replicas up after this step");
            return ExitCodes.Success;
        });
    }

    private static Argument<string> SiloArgument() => new("silo") { Description = "Name of the silo, as './cos cluster' shows it." };
}
