using ChainOfSight.Cli.Commands;
using ChainOfSight.Storage;

namespace ChainOfSight.Cli.Verbs;

/// <summary><c>cos bench</c>: known here for help alone; the launcher runs it, since it also builds the benchmarks and installs the peers.</summary>
internal static class BenchVerb
{
    public static Verb Create()
    {
        var verb = new Verb(
            "bench",
            "Measure speed and memory against PyTorch and Pillow, interleaved; without a name it lists what there is.",
            "bench steps",
            "bench images",
            "bench page");
        verb.Runs((_, _) => throw new UserErrorException("`bench` is run by the launcher: ./cos bench"));
        return verb;
    }
}
