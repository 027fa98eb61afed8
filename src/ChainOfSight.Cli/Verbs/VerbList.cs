using System.CommandLine;
using ChainOfSight.Cli.Verbs.Checkpoints;
using ChainOfSight.Cli.Verbs.Data;
using ChainOfSight.Cli.Verbs.Elastic;
using ChainOfSight.Cli.Verbs.Models;
using ChainOfSight.Cli.Verbs.Vectors;

namespace ChainOfSight.Cli.Verbs;

/// <summary>All verbs in the order in which help lists them.</summary>
internal static class VerbList
{
    public static IEnumerable<Command> All() =>
    [
        TrainVerb.Create(), GenerateVerb.Create(), EvalVerb.Create(), ReportVerb.Create(), ExportVerb.Create(), RecipeVerb.Create(), CheckpointsVerb.Create(),
        DataVerb.Create(), VectorsVerb.Create(), TestVerb.Create(), BenchVerb.Create(),
        SiloVerb.Create(), SubmitVerb.Create(), StatusVerb.Create(), WatchVerb.Create(), .. OrderVerbs.All(), StageVerb.Create(), ClusterStatusVerb.Create(), QuarantineVerb.Create(),
    ];
}
