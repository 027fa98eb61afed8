using System.Collections.Immutable;

namespace ChainOfSight.Actors.Messaging;

/// <summary>A request on its way to a grain.</summary>
internal sealed class Message
{
    /// <summary>Unique with the silo or client that sent it.</summary>
    public required long Id { get; init; }

    public required GrainId Target { get; set; }

    public required GrainRequest Request { get; init; }

    /// <summary>Who waits for the answer: a silo or client.</summary>
    public required SiloAddress Sender { get; init; }

    /// <summary>The call that waits in this silo; null if it waits elsewhere or nobody waits.</summary>
    public PendingCall? Call { get; init; }

    /// <summary>The requests that wait for this one; null if it comes from outside of grains, or is one-way.</summary>
    public CallChain? Chain { get; init; }

    public ImmutableDictionary<string, object> Values { get; init; } = CallScope.NoValues;

    /// <summary>When the caller gives up, as a timestamp of the silo's clock; <see cref="long.MaxValue"/>: never.</summary>
    public long Expires { get; init; } = long.MaxValue;

    /// <summary>The silo it is sent to, once that is decided.</summary>
    public SiloAddress? TargetSilo { get; set; }

    /// <summary>How often it met an activation that had ended.</summary>
    public int Forwards { get; set; }

    public MethodOptions Options => Request.Options;

    public bool IsOneWay => (Options & MethodOptions.OneWay) != 0;

    /// <summary>Set while the request runs, if it takes a token.</summary>
    public CancellationTokenSource? Cancellation { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Request.Method} of {Target} (message {Id} of {Sender})";
}
