using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Actors.Messaging;

/// <summary>A client's call that this silo makes for it: the outcome goes back to the client.</summary>
/// <param name="client">The client.</param>
/// <param name="clientCall">The call's id with the client.</param>
/// <param name="send">Sends a frame to the client.</param>
internal sealed class RelayedCall(SiloAddress client, long clientCall, Action<SiloAddress, byte[]> send) : PendingCall
{
    public SiloAddress Client => client;

    public long ClientCall => clientCall;

    public override void SetResult<T>(Codec<T> codec, T value) => send(client, Frames.Answer(clientCall, codec, value));

    public override void ReadResult(ref MessageReader reader) =>
        send(client, Frames.Relay(FrameKind.Answer, clientCall, reader.ReadRaw(reader.Remaining)));

    public override void ReadFailure(ref MessageReader reader) =>
        send(client, Frames.Relay(FrameKind.Failure, clientCall, reader.ReadRaw(reader.Remaining)));

    public override void Fail(Exception failure) => send(client, Frames.Failure(clientCall, failure));
}
