namespace ChainOfSight.Actors.Membership;

/// <summary>The order that a silo takes no new grains, as a change of its row.</summary>
internal static class Cordon
{
    /// <summary>The changed row, or null where it is so already.</summary>
    /// <param name="table">The table as just read.</param>
    /// <param name="siloName">Whom the order is for.</param>
    /// <param name="cordoned">Whether it shall take none.</param>
    /// <exception cref="SiloUnavailableException">No silo of that name lives; says which do.</exception>
    public static MembershipEntry? Apply(MembershipTableData table, string siloName, bool cordoned)
    {
        var living = table.Members.Select(row => row.Item1).Where(entry => entry.Status != SiloStatus.Dead).ToList();
        var entry = living.LastOrDefault(entry => entry.SiloName == siloName) ?? throw new SiloUnavailableException(
            $"No silo named '{siloName}' is in the cluster. Living silos: {string.Join(", ", living.Select(other => $"'{other.SiloName}'"))}.");
        var labels = MemberLabels.Parse(entry.RoleName);
        if (labels.Cordoned == cordoned)
        {
            return null;
        }

        var changed = entry.Copy();
        changed.RoleName = labels.WithCordon(cordoned).ToString();
        return changed;
    }
}
