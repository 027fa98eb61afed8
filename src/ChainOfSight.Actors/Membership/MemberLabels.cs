using System.Collections.Immutable;
using System.Text;

namespace ChainOfSight.Actors.Membership;

/// <summary>What everybody shall know of a silo: its devices, a cordon, and other pairs. Travels in a column of the membership table as text.</summary>
/// <param name="Pairs">All pairs, by key.</param>
public sealed record MemberLabels(ImmutableSortedDictionary<string, string> Pairs)
{
    private const string CordonKey = "cordoned";
    private const string DevicesKey = "devices";

    /// <summary>Nothing to know.</summary>
    public static MemberLabels None { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Whether it shall get no new grains.</summary>
    public bool Cordoned => Pairs.ContainsKey(CordonKey);

    /// <summary>Its devices, such as <c>cpu:0</c>; empty for none.</summary>
    public ImmutableArray<string> Devices => Pairs.TryGetValue(DevicesKey, out var devices) ? [.. devices.Split(' ', StringSplitOptions.RemoveEmptyEntries)] : [];

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">The column; null or empty for none.</param>
    public static MemberLabels Parse(string? text)
    {
        var pairs = None.Pairs.ToBuilder();
        foreach (var pair in (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            pairs[Uri.UnescapeDataString(equals < 0 ? pair : pair[..equals])] = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        return new MemberLabels(pairs.ToImmutable());
    }

    /// <summary>The same with a cordon or without one.</summary>
    /// <param name="cordoned">Whether it shall get no new grains.</param>
    public MemberLabels WithCordon(bool cordoned) => new(cordoned ? Pairs.SetItem(CordonKey, "") : Pairs.Remove(CordonKey));

    /// <summary>The same with other devices.</summary>
    /// <param name="devices">Names without spaces.</param>
    public MemberLabels WithDevices(IEnumerable<string> devices) => new(Pairs.SetItem(DevicesKey, string.Join(' ', devices)));

    /// <summary>The same with a pair set.</summary>
    /// <param name="key">Not empty.</param>
    /// <param name="value">Any text.</param>
    public MemberLabels With(string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new(Pairs.SetItem(key, value));
    }

    /// <inheritdoc />
    public bool Equals(MemberLabels? other) => other is not null && Pairs.SequenceEqual(other.Pairs);

    /// <inheritdoc />
    public override int GetHashCode() => Pairs.Count;

    /// <summary>The pairs as text for the table.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Pairs)
        {
            text.Append(text.Length == 0 ? "" : ";").Append(Uri.EscapeDataString(key));
            _ = value.Length == 0 ? text : text.Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }
}
