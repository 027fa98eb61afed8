using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Where a tensor lives: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>meta</c>.</summary>
    public sealed class Device : IEquatable<Device>
    {
        /// <summary>Reads <c>type</c> or <c>type:index</c>.</summary>
        /// <param name="description">Such as <c>cuda:0</c>.</param>
        /// <exception cref="ArgumentException">Not a device; the message lists the legal forms.</exception>
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            var parts = description.Split(':');
            if (parts.Length > 2
                || !Enum.TryParse<DeviceType>(parts[0], ignoreCase: true, out var parsed)
                || int.TryParse(parts[0], out _)
                || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            {
                throw new ArgumentException($"'{description}' is not a device. Legal: cpu, cuda, cuda:0, cuda:1, …, meta.", nameof(description));
            }

            type = parsed;
            index = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : -1;
        }

        /// <summary>A device of a kind.</summary>
        /// <param name="deviceType">The kind.</param>
        /// <param name="index">Which one; -1 is the current one.</param>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>Kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Which one of its kind; -1 is the current one, and the only one for cpu and meta.</summary>
        public int index { get; }

        internal int Packed => ((int)type << 8) | (index & 0xff);

        /// <summary>Reads <c>type</c> or <c>type:index</c>.</summary>
        /// <param name="description">Such as <c>cuda:0</c>.</param>
        [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named form.")]
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public bool Equals(Device? other) => other is not null && type == other.type && index == other.index;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Device);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(type, index);

        /// <inheritdoc/>
        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return index < 0 || type is DeviceType.CPU or DeviceType.META ? name : $"{name}:{index}";
        }

        internal static Device Unpack(int packed) => (DeviceType)(packed >> 8) switch
        {
            DeviceType.CPU => CPU,
            DeviceType.META => META,
            var other => new Device(other, (sbyte)(packed & 0xff)),
        };
    }
}
