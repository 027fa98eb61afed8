using ChainOfSight.Actors.Messaging;

namespace ChainOfSight.Actors.Runtime;

/// <summary>Activation and deactivation stand in an activation's queue as requests of their own, so that nothing runs beside them.</summary>
internal static class Lifetime
{
    private static readonly MethodDescription ActivateMethod = new("Grain", nameof(Grain.OnActivateAsync), "activate", MethodOptions.None, 0);
    private static readonly MethodDescription DeactivateMethod = new("Grain", nameof(Grain.OnDeactivateAsync), "deactivate", MethodOptions.None, 0);

    public static Message Activation(GrainId grain, SiloAddress silo, long id, CallChain? cause) => new()
    {
        Id = id, Target = grain, Sender = silo, Chain = cause, Request = new Step(ActivateMethod),
    };

    public static Message Deactivation(GrainId grain, SiloAddress silo, long id) => new()
    {
        Id = id, Target = grain, Sender = silo, Request = new Step(DeactivateMethod),
    };

    public static bool IsPart(Message message) => message.Request is Step;

    private sealed class Step(MethodDescription method) : GrainRequest
    {
        public override MethodDescription Method => method;

        public override GrainRequest Copy() => this;

        public override void WriteArguments(Serialization.MessageWriter writer) => throw new NotSupportedException("It never leaves its activation.");

        internal override Task Run(IRequestRunner runner, Message message) => throw new NotSupportedException("It is run by its activation.");
    }
}
