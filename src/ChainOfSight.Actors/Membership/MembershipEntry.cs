namespace ChainOfSight.Actors;

/// <summary>One row of the membership table: a silo, its state, and who suspects it.</summary>
public sealed class MembershipEntry : ISpanFormattable
{
    /// <summary>Identity of the silo: endpoint and start number.</summary>
    public SiloAddress SiloAddress { get; set; } = default!;

    /// <summary>Where it stands in its life.</summary>
    public SiloStatus Status { get; set; }

    /// <summary>Who has voted that it is dead, and when; null for nobody.</summary>
    public List<Tuple<SiloAddress, DateTime>>? SuspectTimes { get; set; }

    /// <summary>Port for clients from outside; 0 where it is the silo's own.</summary>
    public int ProxyPort { get; set; }

    /// <summary>Name of its machine.</summary>
    public string HostName { get; set; } = default!;

    /// <summary>Name of the silo, unique among the living.</summary>
    public string SiloName { get; set; } = default!;

    /// <summary>Orders for the silo that everybody must see, such as a cordon; null for none.</summary>
    public string? RoleName { get; set; }

    /// <summary>Not used by us; kept for Orleans.</summary>
    public int UpdateZone { get; set; }

    /// <summary>Not used by us; kept for Orleans.</summary>
    public int FaultZone { get; set; }

    /// <summary>When it was started, by its own clock; for people.</summary>
    public DateTime StartTime { get; set; }

    /// <summary>When it last said that it lives, by its own clock. Others judge by its changes, never by its value.</summary>
    public DateTime IAmAliveTime { get; set; }

    /// <summary>Records a vote, in place of the voter's older one or, where the list is full, of the oldest.</summary>
    /// <param name="localSilo">Who votes.</param>
    /// <param name="voteTime">When.</param>
    /// <param name="maxVotes">Longest list.</param>
    public void AddOrUpdateSuspector(SiloAddress localSilo, DateTime voteTime, int maxVotes)
    {
        var votes = SuspectTimes ??= [];
        var at = votes.FindIndex(vote => localSilo.Equals(vote.Item1));
        if (at < 0 && votes.Count >= maxVotes)
        {
            var oldest = votes.Min(vote => vote.Item2);
            at = voteTime >= oldest ? votes.FindIndex(vote => vote.Item2 == oldest) : -1;
        }

        if (at < 0)
        {
            AddSuspector(localSilo, voteTime);
        }
        else
        {
            votes[at] = Tuple.Create(localSilo, voteTime);
        }
    }

    /// <summary>Adds a vote.</summary>
    /// <param name="suspectingSilo">Who votes.</param>
    /// <param name="suspectingTime">When.</param>
    public void AddSuspector(SiloAddress suspectingSilo, DateTime suspectingTime) =>
        (SuspectTimes ??= []).Add(Tuple.Create(suspectingSilo, suspectingTime));

    /// <summary>The row with every column.</summary>
    public string ToFullString() =>
        $"[SiloAddress={SiloAddress} SiloName={SiloName} Status={Status} HostName={HostName} ProxyPort={ProxyPort} RoleName={RoleName} "
        + $"UpdateZone={UpdateZone} FaultZone={FaultZone} StartTime={StartTime:O} IAmAliveTime={IAmAliveTime:O}"
        + (SuspectTimes is null ? "]" : $" Suspecters=[{string.Join(", ", SuspectTimes.Select(vote => $"{vote.Item1} {vote.Item2:O}"))}]]");

    /// <inheritdoc />
    public override string ToString() => $"SiloAddress={SiloAddress} SiloName={SiloName} Status={Status}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"SiloAddress={SiloAddress} SiloName={SiloName} Status={Status}", out charsWritten);

    internal MembershipEntry Copy()
    {
        var copy = (MembershipEntry)MemberwiseClone();
        copy.SuspectTimes = SuspectTimes is null ? null : [.. SuspectTimes];
        return copy;
    }
}
