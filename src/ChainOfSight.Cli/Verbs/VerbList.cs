using System.CommandLine;

namespace ChainOfSight.Cli.Verbs;

/// <summary>All verbs in the order in which help lists them.</summary>
internal static class VerbList
{
    public static IEnumerable<Command> All() => [TrainVerb.Create(), RecipeVerb.Create(), TestVerb.Create()];
}
