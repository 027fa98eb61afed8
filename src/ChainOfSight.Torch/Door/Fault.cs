using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Door;

/// <summary>Turns the code that a native function returned into the typed exception of <c>cos_error</c>.</summary>
internal static class Fault
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int code)
    {
        if (code != 0)
        {
            Throw(code, null);
        }
    }

    /// <summary>Throws what the native side recorded on this thread.</summary>
    /// <param name="code">A <c>cos_error</c>.</param>
    /// <param name="operation">What was called, for the message; null when the text says it.</param>
    [DoesNotReturn]
    public static void Throw(int code, string? operation)
    {
        var text = Marshal.PtrToStringUTF8(NativeMethods.cos_error_text()) ?? "no text";
        if (code == 6 && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var token))
        {
            Callbacks.TakeException(token)?.Throw();
        }

        var message = operation is null ? text : $"{operation}: {text}";
        throw code switch
        {
            2 => new TorchShapeException(message),
            3 => new TorchIndexException(message),
            4 => new TorchOutOfMemoryException(message),
            5 => new TorchUnsupportedException(message),
            7 => new TorchUnavailableException(message),
            _ => new TorchException(message),
        };
    }
}
