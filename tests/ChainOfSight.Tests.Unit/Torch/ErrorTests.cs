using System.Runtime.InteropServices;
using ChainOfSight.Torch;
using ChainOfSight.Torch.Devices;
using ChainOfSight.Torch.Runtime;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>What libtorch refuses becomes a typed exception with a text that a person can read.</summary>
public sealed class ErrorTests
{
    // The operator, both shapes, and no C++ frames.
    [Fact]
    public void Shapes_that_do_not_fit_name_operator_and_shapes()
    {
        using var scope = NewDisposeScope();
        var fault = Assert.Throws<TorchShapeException>(() => ones(2, 3).matmul(ones(4, 5)));

        Assert.StartsWith("matmul: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("2x3 and 4x5", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("raised from", fault.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<ExternalException>(fault);
    }

    // A released tensor is refused before native code sees it.
    [Fact]
    public void Released_tensor_says_how_to_keep_it()
    {
        var a = ones(2);
        a.Dispose();

        Assert.Contains("MoveToOuter", Assert.Throws<ObjectDisposedException>(() => a.add(1)).Message, StringComparison.Ordinal);
    }

    // Memory that nobody has: a typed error, and the process goes on.
    [Fact]
    public void Impossible_allocation_is_an_out_of_memory_error()
    {
        Assert.Throws<TorchOutOfMemoryException>(() => empty([1L << 50]));
        using var still = ones(1);
        Assert.Equal(1f, still.item<float>());
    }

    // One of several elements is no single value.
    [Fact]
    public void Item_of_several_elements_names_the_shape()
    {
        using var a = ones(2, 3);

        Assert.Contains("[2, 3]", Assert.Throws<TorchShapeException>(() => a.item<float>()).Message, StringComparison.Ordinal);
    }

    // Another element type than the tensor's.
    [Fact]
    public void Data_of_another_type_names_both()
    {
        using var a = ones(2);
        var fault = Assert.Throws<ArgumentException>(() => a.data<long>());

        Assert.Contains("Float32", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Int64", fault.Message, StringComparison.Ordinal);
    }

    // Values and shape that disagree.
    [Fact]
    public void Values_that_do_not_fill_the_shape_are_refused()
    {
        var fault = Assert.Throws<TorchShapeException>(() => tensor(new float[] { 1, 2, 3 }, [2, 2]));

        Assert.Contains("12 bytes", fault.Message, StringComparison.Ordinal);
        Assert.Contains("16 bytes", fault.Message, StringComparison.Ordinal);
    }

    // Device names.
    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:1:2")]
    [InlineData("1")]
    public void Device_with_a_wrong_name_lists_the_legal_ones(string name)
    {
        Assert.Contains("cuda:0", Assert.Throws<ArgumentException>(() => new Device(name)).Message, StringComparison.Ordinal);
    }

    // Without CUDA every call of it says what to do.
    [Fact]
    public void Cuda_without_a_cuda_libtorch_says_what_to_do()
    {
        if (cuda.is_available())
        {
            Assert.NotEmpty(CudaDevice.All);
            return;
        }

        var device = new CudaDevice(0);
        Assert.Contains("LIBTORCH", Assert.Throws<TorchUnsupportedException>(() => device.Memory).Message, StringComparison.Ordinal);
        Assert.Throws<TorchUnsupportedException>(() => new CudaStream(device));
        Assert.Throws<TorchUnsupportedException>(() => InitializeDeviceType(DeviceType.CUDA));
        Assert.Empty(CudaDevice.All);
    }

    // Autocast of a kind of device that has none.
    [Fact]
    public void Autocast_of_the_meta_device_is_refused()
    {
        Assert.Throws<TorchUnsupportedException>(() => new Autocast(DeviceType.META));
    }
}
