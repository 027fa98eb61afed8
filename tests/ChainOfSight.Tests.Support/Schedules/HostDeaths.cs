using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Tests.Support.Elastic;

namespace ChainOfSight.Tests.Support.Schedules;

/// <summary>
/// The death of the silo that hosts the run, its stage manager or its checkpoints, at every moment of a step, a save in passing, the end of a stage with its
/// measure and save, and the change to the next stage until its first step is applied.
/// </summary>
internal static class HostDeaths
{
    private const string First = "reduce begins 1/5";
    private const string Last = "apply ended 2/0";

    /// <summary>One schedule per moment and host, in the order of an undisturbed run.</summary>
    public static async Task<IReadOnlyList<Schedule>> EnumerateAsync()
    {
        var moments = await MomentsAsync();
        return
        [
            .. moments.SelectMany(moment => new[] { Victim.Run, Victim.StageManager, Victim.Checkpoint }, (moment, host) => new Disturbance(DisturbanceKind.Kill, moment, 0, host, 5, IsReplaced: true))
                .Select((death, number) => new Schedule(number, 3, 1, [death])),
        ];
    }

    private static async Task<IReadOnlyList<string>> MomentsAsync()
    {
        var moments = new List<string>();
        await using var cluster = await TensorCluster.StartAsync(new TensorClusterOptions
        {
            Silos = 3,
            IsFast = true,
            Met = point =>
            {
                lock (moments)
                {
                    if (moments.Count > 0 || point.Title == First)
                    {
                        moments.Add(point.Title);
                    }
                }

                return Task.CompletedTask;
            },
        });
        await cluster.SubmitAsync(SmallRecipe.Read(), 1, 3);
        await cluster.UntilAsync("the undisturbed run", run => run.Phase is RunPhase.Completed or RunPhase.Failed);
        lock (moments)
        {
            return [.. moments.Take(moments.LastIndexOf(Last) + 1).Distinct()];
        }
    }
}
