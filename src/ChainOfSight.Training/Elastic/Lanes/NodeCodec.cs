using System.Runtime.InteropServices;
using System.Text.Json;
using ChainOfSight.Data.Quarantine;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Elastic;

/// <summary>Nodes as bytes and back: a header, then one segment per gradient in f32. Copies, so that the node may be changed meanwhile. On the lane's thread only.</summary>
internal static class NodeCodec
{
    public static ExchangeMessage Write(StepNode node)
    {
        var header = new Header(
            node.Samples, node.Tokens, node.Digest, node.Fault, node.Quarantined, node.Gradient is { } sum ? BitConverter.DoubleToInt64Bits(sum.Loss) : null,
            node.Gradient?.Tokens ?? 0, node.Gradient?.Samples ?? 0, [.. node.Gradient?.Gradients.Select(gradient => gradient is not null) ?? []]);
        var segments = new List<ReadOnlyMemory<byte>> { JsonSerializer.SerializeToUtf8Bytes(header) };
        using var scope = NewDisposeScope();
        foreach (var gradient in node.Gradient?.Gradients.OfType<Tensor>() ?? [])
        {
            segments.Add(BitChecks.Host(gradient).bytes.ToArray());
        }

        return new ExchangeMessage(segments);
    }

    /// <param name="peer">Who sent it, for messages.</param>
    /// <param name="message">The bytes.</param>
    /// <param name="trained">What has gradients, in order.</param>
    /// <exception cref="PeerExchangeException">The bytes are no node of this model.</exception>
    public static StepNode Read(string peer, ExchangeMessage message, IReadOnlyList<PartParameter> trained)
    {
        Header header;
        try
        {
            header = JsonSerializer.Deserialize<Header>(message.Segments.Count > 0 ? message.Segments[0].Span : default) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new PeerExchangeException(peer, $"what it sent is no part of a sum: {e.Message}", e);
        }

        var fits = header.Loss is null
            ? message.Segments.Count == 1
            : header.Present.Count == trained.Count && message.Segments.Count == 1 + header.Present.Count(present => present);
        if (!fits)
        {
            throw new PeerExchangeException(peer, $"it sent {message.Segments.Count - 1} gradients for {header.Present.Count} parameters, and {trained.Count} are trained here. It trains another model.");
        }

        return new StepNode
        {
            Gradient = header.Loss is { } loss ? new SlotGradient(Gradients(peer, message, header, trained), BitConverter.Int64BitsToDouble(loss), header.LossTokens, header.LossSamples) : null,
            Samples = header.Samples,
            Tokens = header.Tokens,
            Digest = header.Digest,
            Fault = header.Fault,
            Quarantined = header.Quarantined,
        };
    }

    private static Tensor?[] Gradients(string peer, ExchangeMessage message, Header header, IReadOnlyList<PartParameter> trained)
    {
        var gradients = new Tensor?[trained.Count];
        var next = 1;
        using var scope = NewDisposeScope();
        for (var i = 0; i < trained.Count; i++)
        {
            if (header.Present[i])
            {
                var values = MemoryMarshal.Cast<byte, float>(message.Segments[next++].Span);
                if (values.Length != trained[i].Value.numel())
                {
                    throw new PeerExchangeException(peer, $"its gradient of {trained[i].Name} has {values.Length} numbers, the parameter here {trained[i].Value.numel()}. It trains another model.");
                }

                gradients[i] = tensor(values.ToArray(), dtype: ScalarType.Float32).view(trained[i].Value.shape).to(trained[i].Value.device);
            }
        }

        foreach (var gradient in gradients)
        {
            gradient?.DetachFromDisposeScope();
        }

        return gradients;
    }

    private sealed record Header(
        int Samples, long Tokens, long Digest, StepFault? Fault, IReadOnlyList<QuarantineEntry> Quarantined, long? Loss, long LossTokens, int LossSamples, IReadOnlyList<bool> Present);
}
