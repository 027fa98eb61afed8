using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Unit.Elastic.Lanes;

/// <summary>The checksum of a gradient sees every bit and where it stands; what is not finite is found wherever it is.</summary>
public sealed class BitChecksTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(77)]
    public void Every_bit_and_every_place_counts(int length)
    {
        var words = Enumerable.Range(1, length).Select(i => (uint)i * 77_777).ToArray();
        var expected = BitChecks.Read(words);
        Assert.True(expected.IsFinite);
        for (var i = 0; i < length; i++)
        {
            var flipped = words.ToArray();
            flipped[i] ^= 1u << (i % 32);
            Assert.NotEqual((expected.Sum, expected.Places), (BitChecks.Read(flipped).Sum, BitChecks.Read(flipped).Places));
            var swapped = words.ToArray();
            (swapped[i], swapped[(i + 1) % length]) = (swapped[(i + 1) % length], swapped[i]);
            Assert.NotEqual((expected.Sum, expected.Places), (BitChecks.Read(swapped).Sum, BitChecks.Read(swapped).Places));
            var far = words.ToArray();
            (far[i], far[(i + 8) % length]) = (far[(i + 8) % length], far[i]);
            Assert.True(length == 8 || (expected.Sum, expected.Places) != (BitChecks.Read(far).Sum, BitChecks.Read(far).Places));
        }
    }

    [Fact]
    public void What_is_not_finite_is_found_at_every_place()
    {
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            for (var i = 0; i < 21; i++)
            {
                var words = new uint[21];
                words[i] = BitConverter.SingleToUInt32Bits(bad);
                Assert.False(BitChecks.Read(words).IsFinite);
            }
        }

        Assert.True(BitChecks.Read([BitConverter.SingleToUInt32Bits(float.MaxValue), BitConverter.SingleToUInt32Bits(-float.Epsilon)]).IsFinite);
    }
}
