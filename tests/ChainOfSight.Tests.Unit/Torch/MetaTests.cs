using ChainOfSight.Torch;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>The meta device has shapes and no memory.</summary>
public sealed class MetaTests
{
    // A network of 400 TB is built, counted and run through.
    [Fact]
    public void Huge_network_on_meta_costs_no_memory()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Linear(10_000_000, 10_000_000, device: META);

        Assert.Equal(100_000_010_000_000L, layer.parameters().Sum(p => p.numel()));
        Assert.All(layer.parameters(), p => Assert.Equal(0, p.storage_bytes));
        Assert.Equal([3, 10_000_000], layer.forward(empty(3, 10_000_000, device: META)).shape);
    }

    // Wrong shapes are found without memory too.
    [Fact]
    public void Wrong_shapes_on_meta_are_found()
    {
        using var scope = NewDisposeScope();
        Assert.ThrowsAny<TorchException>(() => ones(2, 3, device: "meta").matmul(ones(4, 5, device: "meta")));
        Assert.ThrowsAny<TorchException>(() => ones(2, device: META).item<float>());
    }

    // Moving from meta gives memory that can be filled.
    [Fact]
    public void Network_moved_from_meta_can_be_loaded()
    {
        using var scope = NewDisposeScope();
        var source = nn.Linear(3, 2);
        var built = nn.Linear(3, 2, device: META).to(CPU);
        built.load_state_dict(source.state_dict());

        Assert.True(built.weight.requires_grad);
        Assert.True(built.weight.Equals(source.weight));
        Assert.Equal(DeviceType.CPU, built.bias!.device_type);
    }
}
