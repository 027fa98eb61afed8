using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Saving;

/// <summary>Who writes a checkpoint: the lowest member first, another one after each failure.</summary>
public static class SaverChoice
{
    /// <summary>The saver.</summary>
    /// <param name="members">The members, at least one.</param>
    /// <param name="failures">How often this checkpoint has failed.</param>
    /// <param name="isLeaving">Whether a replica is about to leave: it saves only where nobody else can.</param>
    public static Member Of(IReadOnlyList<Member> members, int failures, Func<Member, bool> isLeaving)
    {
        var able = members.Where(member => !isLeaving(member)).ToList();
        var from = able.Count > 0 ? able : members;
        return from[failures % from.Count];
    }

    /// <summary>A replica's name in the form that checkpoint folders take.</summary>
    public static string Name(string replica) => replica.Replace('/', '.').Replace(':', '-');
}
