using ChainOfSight.Torch.Modules;

namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Two-dimensional convolution with zeros at the border, initialised as PyTorch does.</summary>
        /// <param name="in_channels">Channels of the input.</param>
        /// <param name="out_channels">Channels of the result.</param>
        /// <param name="kernel_size">Height and width of the window.</param>
        /// <param name="stride">Distance of the windows.</param>
        /// <param name="padding">Zeros on each side.</param>
        /// <param name="dilation">Distance of a window's places.</param>
        /// <param name="groups">Groups of channels that do not mix.</param>
        /// <param name="bias">Whether it shifts.</param>
        /// <param name="device">Where; the host by default.</param>
        /// <param name="dtype">32-bit floats by default.</param>
        public static Conv2d Conv2d(
            long in_channels,
            long out_channels,
            long kernel_size,
            long stride = 1,
            long padding = 0,
            long dilation = 1,
            long groups = 1,
            bool bias = true,
            Device? device = null,
            ScalarType? dtype = null) =>
            new(
                (in_channels, out_channels), (kernel_size, kernel_size), (stride, stride), (padding, padding), (dilation, dilation), groups, bias, device, dtype);

        /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, long, bool, Device?, ScalarType?)"/>
        public static Conv2d Conv2d(
            long in_channels,
            long out_channels,
            (long, long) kernel_size,
            (long, long)? stride = null,
            (long, long)? padding = null,
            (long, long)? dilation = null,
            long groups = 1,
            bool bias = true,
            Device? device = null,
            ScalarType? dtype = null) =>
            new((in_channels, out_channels), kernel_size, stride ?? (1, 1), padding ?? (0, 0), dilation ?? (1, 1), groups, bias, device, dtype);
    }
}
