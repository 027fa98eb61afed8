using ChainOfSight.Cli.Commands;

namespace ChainOfSight.Cli.Verbs.Checkpoints;

/// <summary><c>cos checkpoints</c>: list, verify.</summary>
internal static class CheckpointsVerb
{
    public static Verb Create()
    {
        var verb = new Verb(
            "checkpoints",
            "List the checkpoints of a run; re-read and hash them.",
            "checkpoints list quickstart",
            "checkpoints verify quickstart finetune-250");
        verb.Subcommands.Add(ListCheckpointsVerb.Create());
        verb.Subcommands.Add(VerifyCheckpointsVerb.Create());
        return verb;
    }
}
