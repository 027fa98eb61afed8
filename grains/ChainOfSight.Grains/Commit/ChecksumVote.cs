namespace ChainOfSight.Grains.Commit;

/// <summary>Who is to be believed when checksums differ: more than half, or nobody.</summary>
public static class ChecksumVote
{
    /// <summary>The voters against the majority; empty = all agree; null = no checksum has more than half.</summary>
    public static IReadOnlyList<string>? Minority(IEnumerable<(string Voter, long Checksum)> votes)
    {
        var groups = votes.GroupBy(vote => vote.Checksum).OrderByDescending(group => group.Count()).ToList();
        var all = groups.Sum(group => group.Count());
        return groups.Count == 0 || groups[0].Count() * 2 > all ? [.. groups.Skip(1).SelectMany(group => group).Select(vote => vote.Voter)] : null;
    }
}
