namespace ChainOfSight.Grains.Boundaries;

/// <summary>What is done between two steps, in its order. No task: the steps go on without a hold.</summary>
public static class BoundaryPlan
{
    /// <summary>Plans a boundary.</summary>
    public static IReadOnlyList<BoundaryTask> Of(BoundarySight sight)
    {
        var tasks = new List<BoundaryTask>();
        var isFresh = !sight.IsOpened;
        if (isFresh && sight.Stage.IsMeasured && (sight.IsEnd || Every(sight.Stage.MeasureEvery, sight.Step)))
        {
            tasks.Add(BoundaryTask.Measure);
        }

        // Whoever leaves last must leave a checkpoint behind.
        var isLastCall = sight.IsEnd || sight.IsRestWanted || sight.Members == 0;
        if (isLastCall && !sight.IsSaved)
        {
            tasks.Add(BoundaryTask.Save);
        }

        if (sight.IsRestWanted)
        {
            return [.. tasks, BoundaryTask.Rest];
        }

        if (tasks.Count > 0 && !isLastCall && !sight.IsSaved && (isFresh && Every(sight.Stage.SaveEvery, sight.Step) || sight.IsSaveDue))
        {
            tasks.Add(BoundaryTask.SaveBeside);
        }

        if (sight.IsAnyLeaving || sight.IsAnyJoining)
        {
            return [.. tasks, BoundaryTask.Reform];
        }

        if (sight.Members < sight.MinReplicas)
        {
            // It may have to give its devices back: another run may wait for just these.
            return sight.IsSaved || isLastCall ? [.. tasks, BoundaryTask.Await] : [.. tasks.Except([BoundaryTask.SaveBeside]), BoundaryTask.Save, BoundaryTask.Await];
        }

        if (sight.IsEnd)
        {
            if (sight.Stage.IsEvaluated)
            {
                tasks.Add(BoundaryTask.Evaluate);
            }

            tasks.Add(sight.IsLast ? BoundaryTask.Complete : BoundaryTask.ChangeStage);
        }

        return tasks;
    }

    /// <summary>Whether a checkpoint is begun without a hold.</summary>
    public static bool IsSavedInPassing(BoundarySight sight) => !sight.IsSaved && (Every(sight.Stage.SaveEvery, sight.Step) || sight.IsSaveDue);

    private static bool Every(long cadence, long step) => cadence > 0 && step > 0 && step % cadence == 0;
}
