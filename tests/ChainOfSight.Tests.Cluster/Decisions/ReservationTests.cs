using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Devices;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>Promise: a run has enough devices across silos or none, and runs that want the same ones never wait for each other half and half.</summary>
public sealed class ReservationTests
{
    private static readonly string[] Four = ["a/cpu:0", "a/cpu:1", "b/cpu:0", "b/cpu:1"];

    /// <summary>Promise: of two runs that each want all devices of two silos, in any interleaving one has all and the other nothing.</summary>
    [Fact]
    public void Two_runs_that_want_all_devices_never_share_them()
    {
        for (var order = 0; order < 1 << 8; order++)
        {
            var brokers = Brokers(Four);
            Reservation[] runs = [new(Four, 4), new(Four.Reverse(), 4)];
            for (var turn = 0; turn < 8; turn++)
            {
                Ask(runs[order >> turn & 1], $"run {order >> turn & 1}", brokers);
            }

            for (var turn = 0; turn < 8; turn++)
            {
                Ask(runs[turn & 1], $"run {turn & 1}", brokers);
            }

            Assert.Equal([0, 4], runs.Select(run => run.IsEnough ? run.Leases.Count : 0).Order());
            Assert.Equal([false, true], runs.Select(run => run.IsEnough).Order());
        }
    }

    /// <summary>
    /// Promise: whatever sets of devices several runs want at once, whoever is left without enough gave everything back, no device has two holders, and as
    /// long as somebody tries again, every run gets its turn.
    /// </summary>
    [Fact]
    public void Several_runs_all_get_their_turn()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            string[] all = [.. Enumerable.Range(0, 2 + random.Next(4)).SelectMany(silo => Enumerable.Range(0, 1 + random.Next(3)).Select(device => $"s{silo}/cpu:{device}"))];
            var brokers = Brokers(all);
            var waiting = Enumerable.Range(0, 2 + random.Next(4)).Select(run =>
            {
                var wanted = all.Where(_ => random.Next(3) > 0).DefaultIfEmpty(all[0]).ToArray();
                return (Name: $"run {run}", Wanted: wanted, Least: 1 + random.Next(wanted.Length));
            }).ToList();
            for (var round = 0; waiting.Count > 0; round++)
            {
                Assert.True(round < 100, $"seed {seed}: {waiting.Count} runs wait for ever");
                var tries = waiting.Select(run => (run.Name, Try: new Reservation(run.Wanted, run.Least))).ToList();
                while (tries.Where(one => one.Try.Silo is not null).ToList() is { Count: > 0 } open)
                {
                    var (name, next) = open[random.Next(open.Count)];
                    Ask(next, name, brokers);
                }

                Assert.Contains(tries, one => one.Try.IsEnough);
                var held = tries.Where(one => one.Try.IsEnough).SelectMany(one => one.Try.Leases).Select(lease => lease.Device).ToList();
                Assert.Equal(held.Count, held.Distinct().Count());

                // Those that won train and end; the others begin again.
                foreach (var (_, ended) in tries)
                {
                    GiveBack(ended, brokers);
                }

                waiting.RemoveAll(run => tries.Any(one => one.Name == run.Name && one.Try.IsEnough));
                Assert.All(brokers.Values.SelectMany(broker => broker.View()), device => Assert.Null(device.Run));
            }
        }
    }

    /// <summary>Promise: what is taken is left out where the rest suffices, and every refusal is told.</summary>
    [Fact]
    public void Rest_that_suffices_is_taken()
    {
        var brokers = Brokers(Four);
        brokers["a"].Reserve("other", ["a/cpu:1"], default);
        var enough = new Reservation(Four, 3);
        var short_ = new Reservation(Four, 4);
        while (short_.Silo is not null)
        {
            Ask(short_, "two", brokers);
        }

        while (enough.Silo is not null)
        {
            Ask(enough, "one", brokers);
        }

        Assert.Equal((false, 0), (short_.IsEnough, short_.Leases.Count));
        Assert.Equal(["a/cpu:0", "b/cpu:0", "b/cpu:1"], enough.Leases.Select(lease => lease.Device));
        Assert.Contains("other", enough.Refusals["a/cpu:1"].Message, StringComparison.Ordinal);
    }

    /// <summary>Promise: a silo that does not answer costs its own devices only.</summary>
    [Fact]
    public void Silo_that_does_not_answer_is_passed_over()
    {
        var reservation = new Reservation(Four, 2);
        reservation.Refused(new TimeoutException("silence"));
        Ask(reservation, "one", Brokers(Four));

        Assert.True(reservation.IsEnough);
        Assert.Equal(["b/cpu:0", "b/cpu:1"], reservation.Leases.Select(lease => lease.Device));
        Assert.Equal(["a/cpu:0", "a/cpu:1"], reservation.Refusals.Keys.Order());
    }

    private static Dictionary<string, LeaseTable> Brokers(IEnumerable<string> devices) =>
        devices.GroupBy(device => device.Split('/')[0]).ToDictionary(silo => silo.Key, silo => new LeaseTable([.. silo]));

    // One call to a broker, as a grain makes it; whoever ends with too few gives all back at once.
    private static void Ask(Reservation reservation, string run, Dictionary<string, LeaseTable> brokers)
    {
        if (reservation.Silo is not { } silo)
        {
            return;
        }

        try
        {
            reservation.Granted(brokers[silo].Reserve(run, reservation.Wanted, default));
        }
        catch (DeviceTakenException e)
        {
            reservation.Taken(e.Device, e);
        }

        if (reservation.Silo is null && !reservation.IsEnough)
        {
            GiveBack(reservation, brokers);
        }
    }

    private static void GiveBack(Reservation reservation, Dictionary<string, LeaseTable> brokers)
    {
        foreach (var lease in reservation.Leases)
        {
            brokers[lease.Device.Split('/')[0]].Return([lease]);
        }
    }
}
