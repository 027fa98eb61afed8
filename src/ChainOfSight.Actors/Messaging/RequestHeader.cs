using System.Collections.Immutable;

namespace ChainOfSight.Actors.Messaging;

/// <summary>What comes before a request's arguments.</summary>
internal sealed record RequestHeader(
    TimeSpan? TimeLeft,
    int Forwards,
    SiloAddress Sender,
    GrainId Target,
    ulong Method,
    CallChain? Chain,
    ImmutableDictionary<string, object> Values);
