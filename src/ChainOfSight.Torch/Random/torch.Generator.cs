using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>A device's source of random numbers. There is one per device; all random operations draw from it.</summary>
    public sealed class Generator : IDisposable
    {
        internal Generator(Device device) => this.device = device;

        /// <summary>The host's.</summary>
        public static Generator Default => new(CPU);

        /// <summary>Whose numbers these are.</summary>
        public Device device { get; }

        /// <summary>The whole state: bytes on the host, of a length that depends on the kind of device.</summary>
        public Tensor get_state()
        {
            Fault.Check(NativeMethods.cos_random_get(Packed, out var state));
            return new Tensor(state);
        }

        /// <summary>Goes back to a state.</summary>
        /// <param name="value">What <see cref="get_state"/> gave.</param>
        /// <exception cref="TorchException">Not a state of this kind of device.</exception>
        public void set_state(Tensor value)
        {
            Fault.Check(NativeMethods.cos_random_set(Packed, value.Handle));
            GC.KeepAlive(value);
        }

        /// <summary>Starts anew from a seed, on every device.</summary>
        /// <param name="seed">The seed.</param>
        /// <returns>This generator.</returns>
        public Generator manual_seed(long seed)
        {
            torch.manual_seed(seed);
            return this;
        }

        /// <summary>Does nothing: the generator belongs to libtorch.</summary>
        public void Dispose()
        {
        }

        private int Packed => device.type == DeviceType.CPU ? 0xff : device.Packed;
    }
}
