using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Random;

/// <summary>The random state of the host and, where a computation uses one, of a CUDA device; taken and put back together.</summary>
public sealed class RandomState : IDisposable
{
    private readonly Tensor _host;
    private readonly Tensor? _cuda;
    private readonly Device _device;

    private RandomState(Device device)
    {
        _device = device;
        _host = Generator.Default.get_state().DetachFromDisposeScope();
        _cuda = device.type == DeviceType.CUDA ? new Generator(device).get_state().DetachFromDisposeScope() : null;
    }

    /// <summary>Takes the state now.</summary>
    /// <param name="device">Where the computation runs.</param>
    public static RandomState Capture(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new(device);
    }

    /// <summary>Goes back to this state.</summary>
    public void Restore()
    {
        Generator.Default.set_state(_host);
        if (_cuda is not null)
        {
            new Generator(_device).set_state(_cuda);
        }
    }

    /// <summary>Releases the memory of the state.</summary>
    public void Dispose()
    {
        _host.Dispose();
        _cuda?.Dispose();
    }
}
