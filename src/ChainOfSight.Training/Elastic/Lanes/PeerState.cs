using System.Text.Json;
using ChainOfSight.Tensors.Safetensors;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Training.Elastic;

/// <summary>The trained state of a stage as it goes from one lane to another.</summary>
/// <param name="StageIndex">Index of the stage.</param>
/// <param name="Step">Step that is done next.</param>
/// <param name="Updates">Updates of the optimizer.</param>
/// <param name="Weights">Trained weights in f32.</param>
/// <param name="Optimizer">Moments and counts.</param>
internal sealed record PeerState(int StageIndex, long Step, long Updates, IReadOnlyList<HostTensor> Weights, IReadOnlyList<HostTensor> Optimizer)
{
    public ExchangeMessage Write()
    {
        var header = new Header(StageIndex, Step, Updates, [.. Weights.Select(Describe)], [.. Optimizer.Select(Describe)]);
        return new ExchangeMessage([JsonSerializer.SerializeToUtf8Bytes(header), .. Weights.Concat(Optimizer).Select(tensor => tensor.Bytes)]);
    }

    /// <exception cref="PeerExchangeException">The bytes are no state.</exception>
    public static PeerState Read(string peer, ExchangeMessage message)
    {
        try
        {
            var header = JsonSerializer.Deserialize<Header>(message.Segments.Count > 0 ? message.Segments[0].Span : default) ?? throw new JsonException("it is null");
            if (message.Segments.Count != 1 + header.Weights.Count + header.Optimizer.Count)
            {
                throw new JsonException($"it names {header.Weights.Count + header.Optimizer.Count} tensors, and {message.Segments.Count - 1} came");
            }

            var bytes = message.Segments.Skip(1).ToList();
            return new PeerState(
                header.StageIndex, header.Step, header.Updates,
                [.. header.Weights.Select((tensor, i) => tensor.With(bytes[i]))], [.. header.Optimizer.Select((tensor, i) => tensor.With(bytes[header.Weights.Count + i]))]);
        }
        catch (JsonException e)
        {
            throw new PeerExchangeException(peer, $"what it sent is no state of a stage: {e.Message}", e);
        }
    }

    private static Entry Describe(HostTensor tensor) => new(tensor.Name, tensor.Dtype == SafetensorsDtype.I64, tensor.Shape);

    private sealed record Header(int StageIndex, long Step, long Updates, IReadOnlyList<Entry> Weights, IReadOnlyList<Entry> Optimizer);

    private sealed record Entry(string Name, bool IsInteger, IReadOnlyList<long> Shape)
    {
        public HostTensor With(ReadOnlyMemory<byte> bytes)
        {
            var expected = Shape.Aggregate(IsInteger ? 8L : 4L, (product, size) => product * size);
            return bytes.Length == expected
                ? new HostTensor(Name, IsInteger ? SafetensorsDtype.I64 : SafetensorsDtype.F32, Shape, bytes)
                : throw new JsonException($"{Name} has {bytes.Length} bytes, its shape needs {expected}");
        }
    }
}
