using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Replicas;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Grains.Runs;

/// <content>Devices: who is there, who comes in, who is gone.</content>
public sealed partial class RunMachine
{
    private readonly Dictionary<string, Candidate> candidates = [];
    private readonly Refusals refusals;
    private readonly Dictionary<string, string> siloStarts = [];
    private readonly HashSet<string> leaving = [];
    private IReadOnlyList<DeviceSight> sights = [];
    private string? conditions;
    private string? lastFault;
    private long attempts;
    private long finding;

    /// <summary>What the cluster has now.</summary>
    public void See(TimeSpan at, IReadOnlyList<DeviceSight> devices)
    {
        (now, sights) = (at, devices);
        var starts = devices.ToDictionary(device => device.Device, device => device.SiloStart);
        leaving.Clear();
        leaving.UnionWith(devices.Where(device => device.IsLeaving).Select(device => device.Device));
        foreach (var (device, start) in siloStarts.Where(known => !starts.TryGetValue(known.Key, out var current) || current != known.Value).ToList())
        {
            siloStarts.Remove(device);
            candidates.Remove(device);
            refusals.Forget(device);
            Lose(device, $"its silo is gone");
        }

        // Members that the record brought along: their silo is one of those that are there, or they are gone.
        foreach (var member in Alive())
        {
            if (!starts.TryGetValue(member.Replica, out var start))
            {
                Lose(member.Replica, "its silo is gone");
            }
            else
            {
                siloStarts.TryAdd(member.Replica, start);
            }
        }

        EnlistMore();
        Prepare();
        Gather();
        Reconsider();
    }

    /// <summary>A device was taken in, or not.</summary>
    /// <param name="at">The time.</param>
    /// <param name="device">The device.</param>
    /// <param name="attempt">The attempt of the effect.</param>
    /// <param name="report">What its replica said; null where it failed.</param>
    /// <param name="fault">Why it failed.</param>
    /// <param name="needsPerson">Whether a person must mend the cause.</param>
    public void Enlisted(TimeSpan at, string device, long attempt, ReplicaReport? report, string? fault, bool needsPerson)
    {
        now = at;
        if (!candidates.TryGetValue(device, out var candidate) || candidate.Attempt != attempt)
        {
            if (report is not null)
            {
                Do(new RunEffect.Release(MemberOf(report)));
            }

            return;
        }

        if (report is null)
        {
            candidates.Remove(device);
            lastFault = fault;
            refusals.Refuse(device, now, isLasting: needsPerson);
            if (needsPerson && Alive().Count == 0 && candidates.Count == 0)
            {
                Fail(fault!);
                return;
            }

            if (needsPerson)
            {
                Do(new RunEffect.Warn(fault!));
            }
        }
        else if (!HasConditions(report))
        {
            candidates.Remove(device);
            refusals.Bar(device);
            Do(new RunEffect.Release(MemberOf(report)));
            lastFault = $"The device {device} is left out, its results would not have the same bits as the others': {ConditionsText.Differences(report.Conditions, conditions!)}.";
            Do(new RunEffect.Warn(lastFault));
        }
        else
        {
            candidates[device] = candidate with { Member = MemberOf(report) };
            Keep(report);
            Prepare();
        }

        Gather();
        Reconsider();
    }

    private static Member MemberOf(ReplicaReport report) => new() { Replica = report.Replica, Incarnation = report.Incarnation, Endpoint = report.Endpoint };

    private void Wait()
    {
        if (stopPhase is not null)
        {
            // It was told to rest at the next boundary, and nobody is left to bring it there.
            RestNow();
            return;
        }

        Stance = Stance.Waiting;
        WaitsFor = "devices";
        EnlistMore();
        Gather();
    }

    private void EnlistMore()
    {
        if (Stance is Stance.Resting or Stance.Writing || outline is null || stopPhase is not null)
        {
            return;
        }

        var wanted = Wanted();

        // A run that waits asks for as many as it needs or for none: it must not keep others waiting for what is of no use to it yet.
        var least = Stance == Stance.Waiting ? Math.Max(1, Entry.MinReplicas - candidates.Count) : 1;
        if (wanted.Count < least)
        {
            return;
        }

        foreach (var sight in wanted)
        {
            siloStarts[sight.Device] = sight.SiloStart;
            candidates[sight.Device] = new Candidate(sight.Device, attempts + 1);
        }

        Do(new RunEffect.Enlist([.. wanted.Select(sight => sight.Device)], least, ++attempts));
    }

    // Devices that could be asked for now, up to as many as the run takes.
    private List<DeviceSight> Wanted()
    {
        // One without a slot still commits and applies: a run that wants more replicas than slots gets them.
        var most = Entry.MaxReplicas > 0 ? Entry.MaxReplicas : Math.Max(Stage.Slots, Entry.MinReplicas);
        var staying = Alive().Count(member => !leaving.Contains(member.Replica));
        return
        [
            .. sights.Where(sight => sight.IsOpen && !sight.IsLeaving && !candidates.ContainsKey(sight.Device) && Alive().TrueForAll(member => member.Replica != sight.Device)
                && !refusals.IsBarred(sight.Device, now)).Take(Math.Max(0, most - staying - candidates.Count)),
        ];
    }

    // Begins once every device that was asked has answered and there are enough of them.
    private void Gather()
    {
        if (Stance != Stance.Waiting)
        {
            return;
        }

        var ready = candidates.Values.Count(candidate => candidate.Member is not null);
        var isAsking = candidates.Values.Any(candidate => candidate.Member is null);
        WaitsFor = isAsking ? "lanes to start" : ready < Entry.MinReplicas
            ? $"devices: {ready + Wanted().Count} of {Entry.MinReplicas} are there{(lastFault is null ? "" : $"; {lastFault}")}"
            : null;
        if (!isAsking && ready >= Math.Max(1, Entry.MinReplicas))
        {
            Find();
        }
        else if (!isAsking && ready > 0)
        {
            GiveBack();
        }
    }

    // Some lanes did not start, and the others are too few: another run may have use for them.
    private void GiveBack()
    {
        foreach (var candidate in candidates.Values.ToList())
        {
            candidates.Remove(candidate.Device);
            refusals.Refuse(candidate.Device, now, isLasting: false);
            Forget(candidate.Member!);
        }
    }

    private void Find()
    {
        Stance = Stance.Finding;
        finding = ++attempts;
        Do(new RunEffect.FindNewest(finding, Entry.Reverted));
    }

    /// <summary>The newest checkpoint was looked for.</summary>
    /// <param name="at">The time.</param>
    /// <param name="attempt">The attempt of the effect.</param>
    /// <param name="newest">The checkpoint; null where there is none.</param>
    public void Found(TimeSpan at, long attempt, CheckpointRef? newest)
    {
        now = at;
        if (Stance != Stance.Finding || attempt != finding)
        {
            return;
        }

        IReadOnlyList<Member> members = [.. Alive().Concat(Joining.Where(joining => Alive().TrueForAll(member => member.Replica != joining.Replica)))];
        if (Alive().Count == 0 && members.Count < Math.Max(1, Entry.MinReplicas))
        {
            // Those that were to begin are gone again.
            if (Entry.Members.Count == 0)
            {
                Wait();
                return;
            }

            members = [];
        }

        // The record may name a checkpoint to which the pointer has not moved yet.
        var from = newest is null || Entry.Base is { } written && (written.StageIndex, written.Step).CompareTo((newest.StageIndex, newest.Step)) > 0 ? Entry.Base : newest;
        NewEra(members, Math.Max(from?.StageIndex ?? 0, Entry.StageIndex > (from?.StageIndex ?? 0) && from == Entry.Base ? Entry.StageIndex : 0), from, Entry.Ends);
    }

    private bool HasConditions(ReplicaReport report)
    {
        if (Alive().Count == 0 && Joining.All(member => member.Replica == report.Replica))
        {
            conditions = report.Conditions;
        }

        return (conditions ??= report.Conditions) == report.Conditions;
    }

    private void Lose(string replica, string why)
    {
        candidates.Remove(replica);
        var member = Alive().Find(member => member.Replica == replica);
        if (member is null)
        {
            return;
        }

        dead.Add((member.Replica, member.Incarnation));
        Do(new RunEffect.Warn($"The replica {member} is lost: {why}."));
        switch (Stance)
        {
            case Stance.Resting or Stance.Waiting or Stance.Finding or Stance.Writing:
                break;
            case Stance.Polling:
                CheckPolls();
                break;
            default:
                ChangeGeneration(Alive());
                break;
        }
    }

    private void LoseSilent()
    {
        foreach (var (replica, last) in heard.Where(one => now - one.Value > times.Silence).ToList())
        {
            if (candidates.TryGetValue(replica, out var candidate) && candidate.Member is { } joining)
            {
                Do(new RunEffect.Release(joining));
                heard.Remove(replica);
                candidates.Remove(replica);
                refusals.Refuse(replica, now, isLasting: false);
            }
            else if (Alive().Exists(member => member.Replica == replica))
            {
                Lose(replica, $"nothing was heard of it for {(now - last).TotalSeconds:0} s");
            }
        }
    }

    private void Keep(ReplicaReport report)
    {
        reports[report.Replica] = report;
        heard[report.Replica] = now;
    }

    private void Forget(Member gone)
    {
        Do(new RunEffect.Release(gone));
        if (reports.TryGetValue(gone.Replica, out var report) && report.Incarnation == gone.Incarnation)
        {
            reports.Remove(gone.Replica);
            heard.Remove(gone.Replica);
        }
    }

    private void ReleaseAll()
    {
        foreach (var report in reports.Values)
        {
            Do(new RunEffect.Release(MemberOf(report)));
        }

        reports.Clear();
        heard.Clear();
        candidates.Clear();
        siloStarts.Clear();
        conditions = null;
    }
}
