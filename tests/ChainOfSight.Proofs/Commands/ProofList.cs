using ChainOfSight.Proofs.Disturbed;
using ChainOfSight.Proofs.Figures;

namespace ChainOfSight.Proofs.Commands;

/// <summary>All commands; a new one is a file of its own and a line here.</summary>
internal static class ProofList
{
    public static IReadOnlyList<IProof> All { get; } =
    [
        .. EngineProofs.Own,
        new Kill9Proof(),
        new RestartProof(),
        new BusyProof(),
        new RecoveryProof(),
        new RecomputeProof(),
        new ControlProof(),
        new StatusProof(),
        new JoinProof(),
    ];
}
