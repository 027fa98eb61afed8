using System.Runtime.InteropServices;

namespace ChainOfSight.Data.Images.Native;

/// <summary>GLib's <c>GValue</c>: a type and two words of content.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GObjectValue
{
    /// <summary>The type; 0 before <see cref="VipsApi.InitValue"/>.</summary>
    internal nuint Type;

    private readonly ulong _first;
    private readonly ulong _second;
}
