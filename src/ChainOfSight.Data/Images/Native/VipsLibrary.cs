using System.Runtime.InteropServices;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Images.Native;

/// <summary>Loads and sets up libvips once per process.</summary>
internal static class VipsLibrary
{
    private const int WarningsAndBelow = (1 << 4) | (1 << 5) | (1 << 6) | (1 << 7);
    private static readonly Lazy<bool> Ready = new(Start);

    /// <summary>Makes sure that libvips is ready.</summary>
    /// <exception cref="UserErrorException">It is missing or too old.</exception>
    internal static void Require() => _ = Ready.Value;

    /// <summary>Finds a library by name.</summary>
    /// <exception cref="UserErrorException">It is not installed.</exception>
    internal static void RequireLibrary(string name, string debianPackage, string purpose)
    {
        if (!NativeLibrary.TryLoad(name, out _))
        {
            throw new UserErrorException(
                $"{name} was not found, which {purpose}. Install the Debian package {debianPackage} (sudo apt-get install {debianPackage}), or its equal on your system, and run again.");
        }
    }

    private static unsafe bool Start()
    {
        RequireLibrary(VipsApi.Vips, "libvips42", "decodes pictures");
        if (VipsApi.Init("chainofsight") != 0)
        {
            throw new UserErrorException($"libvips could not start: {TakeErrors()} Reinstall the Debian package libvips42.");
        }

        if ((VipsApi.Version(0), VipsApi.Version(1)) is (8, < 13))
        {
            throw new UserErrorException($"libvips 8.{VipsApi.Version(1)} is too old: 8.13 or later is needed, which can block untrusted loaders. Install a newer Debian package libvips42.");
        }

        VipsApi.BlockUntrusted(1);
        // One decode is one thread's work: the data pipeline already runs as many decodes as there are cores.
        VipsApi.SetConcurrency(1);
        VipsApi.SetCacheMax(0);
        // Damaged files are reported by exception; libvips would also print each warning.
        VipsApi.SetLogHandler("VIPS", WarningsAndBelow, &Ignore, 0);
        return true;
    }

    /// <summary>Takes and clears libvips' error text, on one line.</summary>
    internal static string TakeErrors()
    {
        var text = VipsApi.TakeErrors();
        try
        {
            var lines = (Marshal.PtrToStringUTF8(text) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return string.Join("; ", lines.Distinct());
        }
        finally
        {
            VipsApi.Free(text);
        }
    }

    [UnmanagedCallersOnly]
    private static unsafe void Ignore(byte* domain, int level, byte* message, nint state)
    {
    }
}
