using ChainOfSight.Data.Shards;

namespace ChainOfSight.Tests.Unit.Shards;

/// <summary>The measurement seeks to the sample that the order gives, among 10⁹ samples in 10⁵ shards; how fast is for the benchmark to say.</summary>
public sealed class SeekMeasurementTests
{
    [Fact]
    public void Seek_among_a_billion_samples_finds_the_same_sample_every_time()
    {
        var measurement = new SeekMeasurement(100_000, 10_000);
        var (address, entry, times) = measurement.Seek(1, 123_456_789_012);
        Assert.Equal(123, address.Epoch);
        Assert.InRange(address.Shard, 0, 99_999);
        Assert.Equal((address.Index * 19L * 512) + 512, entry.ImageOffset);
        Assert.Equal(address, measurement.Seek(1, 123_456_789_012).Address);
        Assert.NotEqual(address, measurement.Seek(1, 123_456_789_013).Address);
        Assert.Equal(times.Total, times.Order + times.Locate + times.OpenIndex);
    }
}
