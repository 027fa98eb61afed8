using ChainOfSight.Storage;
using ChainOfSight.Tensors.Collectives;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Unit.Collectives;

/// <summary>Gradients go from GPU to GPU where that is possible and wanted, and through the host's memory everywhere else.</summary>
public sealed class CollectiveChoiceTests
{
    private static readonly IDeviceCollectives There = new NcclCollectives(() => default);
    private static readonly IDeviceCollectives Missing = new NcclCollectives(() => throw new DeviceCollectiveException("no GPU here"));

    [Theory]
    [InlineData(DeviceType.CUDA, null, true)]
    [InlineData(DeviceType.CUDA, "", true)]
    [InlineData(DeviceType.CUDA, "device", true)]
    [InlineData(DeviceType.CUDA, "host", false)]
    [InlineData(DeviceType.CPU, null, false)]
    [InlineData(DeviceType.CPU, "device", false)]
    public void Choice_follows_device_and_variable(DeviceType device, string? chosen, bool isDevice) =>
        Assert.Equal(isDevice ? There : null, CollectiveChoice.Of(device, chosen, There));

    [Fact]
    public void Missing_library_means_the_host_unless_it_was_asked_for()
    {
        Assert.Null(CollectiveChoice.Of(DeviceType.CUDA, null, Missing));

        var error = Assert.Throws<UserErrorException>(() => CollectiveChoice.Of(DeviceType.CUDA, "device", Missing));
        Assert.Contains("no GPU here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_value_is_refused_with_what_is_legal()
    {
        var error = Assert.Throws<UserErrorException>(() => CollectiveChoice.Of(DeviceType.CPU, "gpu", There));

        Assert.Contains("gpu", error.Message, StringComparison.Ordinal);
        Assert.Contains("host", error.Message, StringComparison.Ordinal);
        Assert.Contains("device", error.Message, StringComparison.Ordinal);
    }
}
