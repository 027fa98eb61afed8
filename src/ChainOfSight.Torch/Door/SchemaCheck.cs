using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Door;

/// <summary>Holds each used schema against the loaded libtorch, and reports all differences at once.</summary>
internal static class SchemaCheck
{
    /// <summary>Resolves the schemas into handles; an optional one that is missing stays 0.</summary>
    /// <exception cref="TorchUnavailableException">A required operator is missing or differs.</exception>
    public static void Run(ReadOnlySpan<string> schemas, ReadOnlySpan<bool> required, Span<nint> handles)
    {
        List<string>? faults = null;
        for (var i = 0; i < schemas.Length; i++)
        {
            if (NativeMethods.cos_operator_resolve(schemas[i], out handles[i]) == 0)
            {
                continue;
            }

            handles[i] = 0;
            if (required[i])
            {
                var name = schemas[i][..schemas[i].IndexOf('(')];
                (faults ??= []).Add($"{name}: {Marshal.PtrToStringUTF8(NativeMethods.cos_error_text())}");
            }
        }

        if (faults is not null)
        {
            throw new TorchUnavailableException(
                $"The loaded libtorch {TorchLibrary.Version} does not fit: {faults.Count} of {schemas.Length} operators differ.\n"
                + string.Join('\n', faults)
                + "\nSupported are libtorch 1.13 to 2.11: install one of these (Debian: libtorch-dev) or set LIBTORCH, and rebuild the native library.");
        }
    }
}
