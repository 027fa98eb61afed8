using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>NVIDIA GPUs.</summary>
    public static partial class cuda
    {
        /// <summary>Whether the loaded libtorch has CUDA and there is a device.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>How many devices there are.</summary>
        public static int device_count() => NativeMethods.cos_cuda_count();

        /// <summary>Starts the random numbers of every device anew from a seed.</summary>
        /// <param name="seed">The seed.</param>
        public static void manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>Starts the random numbers of every device anew from a seed.</summary>
        /// <param name="seed">The seed.</param>
        public static void manual_seed_all(long seed) => torch.manual_seed(seed);

        /// <summary>Waits until a device has done all that it was told.</summary>
        /// <param name="device">Which; null for the current one.</param>
        /// <exception cref="TorchUnsupportedException">No CUDA.</exception>
        public static void synchronize(Device? device = null)
        {
            var index = device?.index ?? -1;
            if (index < 0)
            {
                Fault.Check(NativeMethods.cos_cuda_get_device(out index));
            }

            Fault.Check(NativeMethods.cos_cuda_synchronize(index));
        }
    }
}
