using ChainOfSight.Cli.Commands;

namespace ChainOfSight.Cli.Verbs.Vectors;

/// <summary><c>cos vectors</c>: reference vectors.</summary>
internal static class VectorsVerb
{
    public static Verb Create()
    {
        var verb = new Verb(
            "vectors",
            "Compare this build and machine with reference vectors.",
            "vectors verify ../shared/vectors")
            .With(VerifyVectorsVerb.Create());
        return verb;
    }
}
