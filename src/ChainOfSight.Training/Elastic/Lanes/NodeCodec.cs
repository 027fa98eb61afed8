using System.Text.Json;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Elastic;

/// <summary>Nodes as bytes and back: a header, then one segment per gradient in f32. Copies, so that the node may be changed meanwhile. On the lane's thread only.</summary>
internal static class NodeCodec
{
    /// <param name="node">The node.</param>
    /// <param name="pool">Where memory comes from.</param>
    /// <param name="readers">How many read the message.</param>
    public static ExchangeMessage Write(StepNode node, PayloadPool pool, int readers)
    {
        var header = new Header(NodeHeader.Of(node), [.. node.Gradient?.Gradients.Select(gradient => gradient is not null) ?? []]);
        var arrays = new List<byte[]>();
        using var scope = NewDisposeScope();
        foreach (var gradient in node.Gradient?.Gradients.OfType<Tensor>() ?? [])
        {
            var bytes = BitChecks.Host(gradient).bytes;
            arrays.Add(pool.Rent(bytes.Length));
            bytes.CopyTo(arrays[^1]);
        }

        return new ExchangeMessage([JsonSerializer.SerializeToUtf8Bytes(header), .. arrays]) { Lease = new PayloadLease(pool, arrays, readers) };
    }

    /// <param name="peer">Who sent it, for messages.</param>
    /// <param name="message">The bytes; not needed any more afterwards.</param>
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

        var fits = header.Node.Loss is null
            ? message.Segments.Count == 1
            : header.Present.Count == trained.Count && message.Segments.Count == 1 + header.Present.Count(present => present);
        if (!fits)
        {
            throw new PeerExchangeException(peer, $"it sent {message.Segments.Count - 1} gradients for {header.Present.Count} parameters, and {trained.Count} are trained here. It trains another model.");
        }

        return header.Node.ToNode(header.Node.Loss is null ? [] : Gradients(peer, message, header, trained));
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
                var bytes = message.Segments[next++].Span;
                if (bytes.Length != trained[i].Value.numel() * sizeof(float))
                {
                    throw new PeerExchangeException(peer, $"its gradient of {trained[i].Name} has {bytes.Length / sizeof(float)} numbers, the parameter here {trained[i].Value.numel()}. It trains another model.");
                }

                gradients[i] = GradientMemory.Read(bytes, trained[i].Value);
            }
        }

        foreach (var gradient in gradients)
        {
            gradient?.DetachFromDisposeScope();
        }

        return gradients;
    }

    private sealed record Header(NodeHeader Node, IReadOnlyList<bool> Present);
}
