using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Measuring;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>Promise: a held-out loss has the same bits whoever measured which slot.</summary>
public sealed class MeasureSharesTests
{
    [Fact]
    public void Shares_cover_every_slot_once_and_differ_by_one_at_most()
    {
        for (var members = 1; members <= 9; members++)
        {
            for (var slots = 1; slots <= 20; slots++)
            {
                var shares = MeasureShares.Of(Members(members), slots);
                Assert.Equal(Enumerable.Range(0, slots), shares.SelectMany(share => Enumerable.Range(share.First, share.Slots)));
                Assert.True(shares.Max(share => share.Slots) - shares.Min(share => share.Slots) <= 1);
                Assert.Equal(Math.Min(members, slots), shares.Count);
            }
        }
    }

    [Fact]
    public void Mean_has_the_same_bits_for_any_number_of_members()
    {
        var random = new Random(7);
        HeldOutSum[] slots = [.. Enumerable.Range(0, 13).Select(slot => new HeldOutSum { Slot = slot, Sum = random.NextDouble() * Math.Pow(10, random.Next(-6, 6)), Tokens = slot == 4 ? 0 : random.Next(1, 99) })];
        var alone = MeasureShares.Mean(13, slots);
        for (var members = 1; members <= 7; members++)
        {
            var parts = MeasureShares.Of(Members(members), 13).OrderBy(_ => random.Next()).SelectMany(share => slots.Skip(share.First).Take(share.Slots));
            Assert.Equal(BitConverter.DoubleToInt64Bits(alone!.Value), BitConverter.DoubleToInt64Bits(MeasureShares.Mean(13, parts)!.Value));
        }
    }

    [Fact]
    public void Loss_that_is_not_finite_is_none()
    {
        Assert.Null(MeasureShares.Mean(2, [new() { Slot = 0, Sum = double.NaN, Tokens = 1 }, new() { Slot = 1, Sum = 1, Tokens = 1 }]));
        Assert.Null(MeasureShares.Mean(1, [new() { Slot = 0 }]));
    }

    private static Member[] Members(int count) => [.. Enumerable.Range(0, count).Select(member => new Member { Replica = $"s{member}/cpu:0", Incarnation = "i" })];
}
