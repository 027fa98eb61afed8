using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch;

/// <summary>The loaded libtorch: where it came from, its version, how it was built.</summary>
public static unsafe class TorchLibrary
{
    private static readonly Lock Gate = new();
    private static (nint Handle, string Path) _loaded;
    private static TorchUnavailableException? _failure;

    /// <summary>Version of the loaded libtorch, such as <c>1.13.1</c>.</summary>
    /// <exception cref="TorchUnavailableException">No usable native library.</exception>
    public static string Version
    {
        get
        {
            EnsureLoaded();
            return Marshal.PtrToStringUTF8(NativeMethods.cos_loaded_version()) ?? string.Empty;
        }
    }

    /// <summary>Path of our native library.</summary>
    /// <exception cref="TorchUnavailableException">No usable native library.</exception>
    public static string NativePath
    {
        get
        {
            EnsureLoaded();
            return _loaded.Path;
        }
    }

    /// <summary>Loads the native library unless it is loaded.</summary>
    /// <exception cref="TorchUnavailableException">Says what is missing or wrong, where it was looked for, what to do.</exception>
    public static void EnsureLoaded()
    {
        lock (Gate)
        {
            if (_failure is not null)
            {
                throw new TorchUnavailableException(_failure.Message, _failure);
            }

            if (_loaded.Handle != 0)
            {
                return;
            }

            var named = Environment.GetEnvironmentVariable("COS_NATIVE");
            var folder = Path.GetDirectoryName(typeof(TorchLibrary).Assembly.Location);
            try
            {
                _loaded = NativeLibraryOpener.Open(
                    NativeLibraryLocator.Candidates(named, string.IsNullOrEmpty(folder) ? AppContext.BaseDirectory : folder), named);
            }
            catch (TorchUnavailableException e)
            {
                _failure = e;
                throw;
            }
        }
    }

    /// <summary>How the loaded libtorch was built and with what it computes.</summary>
    /// <exception cref="TorchUnavailableException">No usable native library.</exception>
    public static TorchBuild Describe()
    {
        EnsureLoaded();
        return TorchBuild.Parse(ReadText(static (into, capacity) =>
        {
            Fault.Check(NativeMethods.cos_build_report((byte*)into, capacity, out var needed));
            return needed;
        }));
    }

    /// <summary>Reads a text whose length only the native side knows.</summary>
    internal static string ReadText(Func<nint, int, int> read)
    {
        var buffer = new byte[read(0, 0)];
        fixed (byte* into = buffer)
        {
            read((nint)into, buffer.Length);
        }

        return System.Text.Encoding.UTF8.GetString(buffer);
    }

    // The resolver is the only hook that runs before the first native call.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), static (name, _, _) =>
        {
            if (name != NativeMethods.Library)
            {
                return 0;
            }

            EnsureLoaded();
            return _loaded.Handle;
        });
}
