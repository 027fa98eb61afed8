using ChainOfSight.Cli.Commands;

namespace ChainOfSight.Cli.Verbs.Checkpoints;

/// <summary><c>cos checkpoints</c>: list, verify, pin, unpin.</summary>
internal static class CheckpointsVerb
{
    public static Verb Create()
    {
        var verb = new Verb(
            "checkpoints",
            "List the checkpoints of a run; re-read and hash them; keep some for good.",
            "checkpoints list quickstart",
            "checkpoints verify quickstart finetune-250",
            "checkpoints pin quickstart pretrain-200")
            .With(ListCheckpointsVerb.Create(), VerifyCheckpointsVerb.Create(), PinCheckpointsVerb.Create(pinned: true), PinCheckpointsVerb.Create(pinned: false));
        return verb;
    }
}
