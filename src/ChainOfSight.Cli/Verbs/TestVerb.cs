using ChainOfSight.Cli.Commands;
using ChainOfSight.Storage;

namespace ChainOfSight.Cli.Verbs;

/// <summary><c>cos test</c>: known here for help alone; the launcher runs it, since it also builds the tests.</summary>
internal static class TestVerb
{
    public static Verb Create()
    {
        var verb = new Verb(
            "test",
            "Set up what is missing, build, and run all tests; the last line sums them.",
            "test",
            "test FullyQualifiedName~Resampler",
            "test --actor-runtime Orleans");
        verb.Runs((_, _) => throw new UserErrorException("`test` is run by the launcher: ./cos test"));
        return verb;
    }
}
