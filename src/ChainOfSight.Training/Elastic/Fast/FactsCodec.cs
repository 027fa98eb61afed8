using System.Text.Json;

namespace ChainOfSight.Training.Elastic;

/// <summary>What goes with a member's slots in mode <c>fast</c>, as bytes and back.</summary>
internal static class FactsCodec
{
    public static ExchangeMessage Write(SlotFacts facts) => new([JsonSerializer.SerializeToUtf8Bytes(
        new Form([.. facts.Slots.Keys], [.. facts.Slots.Values.Select(NodeHeader.Of)], facts.Touched, facts.IsTooEarly))]);

    /// <param name="peer">Who sent it, for messages.</param>
    /// <param name="message">The bytes.</param>
    /// <param name="slots">Slots of the step.</param>
    /// <param name="parameters">Trained parameters.</param>
    /// <exception cref="PeerExchangeException">The bytes are no such facts.</exception>
    public static SlotFacts Read(string peer, ExchangeMessage message, int slots, int parameters)
    {
        try
        {
            var form = JsonSerializer.Deserialize<Form>(message.Segments.Count == 1 ? message.Segments[0].Span : default) ?? throw new JsonException("it is null");
            if (form.Slots.Count != form.Headers.Count || form.Touched.Count != parameters || form.Slots.Any(slot => slot < 0 || slot >= slots) || form.Slots.Distinct().Count() != form.Slots.Count)
            {
                throw new JsonException($"{form.Headers.Count} entries for {form.Slots.Count} slots of {slots}, {form.Touched.Count} parameters of {parameters}");
            }

            return new SlotFacts(form.Slots.Zip(form.Headers).ToDictionary(entry => entry.First, entry => entry.Second.ToNode([])), form.Touched, form.IsTooEarly);
        }
        catch (JsonException e)
        {
            throw new PeerExchangeException(peer, $"what it sent does not describe slots of this step: {e.Message}", e);
        }
    }

    private sealed record Form(IReadOnlyList<int> Slots, IReadOnlyList<NodeHeader> Headers, IReadOnlyList<bool> Touched, bool IsTooEarly);
}
