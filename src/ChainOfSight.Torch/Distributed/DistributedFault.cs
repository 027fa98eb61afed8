using System.Diagnostics;
using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Distributed;

/// <summary>Turns a code of cos_distributed.h into a typed exception that names operation, rank and time.</summary>
internal static class DistributedFault
{
    private const int Timeout = 20;
    private const int Shape = 2;
    private const int Memory = 4;
    private const int Unsupported = 5;

    /// <summary>Throws unless the code is 0.</summary>
    public static void Check(int code, string operation, int? rank, long started, TimeSpan limit)
    {
        if (code != 0)
        {
            throw Describe(code, operation, rank, started, limit);
        }
    }

    /// <summary>The exception for what the native side recorded on this thread.</summary>
    public static Exception Describe(int code, string operation, int? rank, long started, TimeSpan limit)
    {
        var text = (Marshal.PtrToStringUTF8(NativeMethods.cos_error_text()) ?? "no text").Trim();
        return code switch
        {
            Timeout => new DistributedTimeoutException(operation, rank, Stopwatch.GetElapsedTime(started), limit,
                $"{(rank is null ? "Nobody answered or set the key" : "A rank is missing, slow, or called another operation")}: {text}"),
            Shape => new TorchShapeException($"{operation}: {text}"),
            Memory => new TorchOutOfMemoryException($"{operation}: {text}"),
            Unsupported => new TorchUnsupportedException($"{operation}: {text}"),
            _ => new DistributedException(operation, rank, text),
        };
    }

    /// <summary>Whole milliseconds, at least one: to the native side 0 means for ever.</summary>
    public static long Milliseconds(TimeSpan time)
    {
        if (time <= TimeSpan.Zero || time.TotalMilliseconds > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, $"A time-out must be above zero and at most {TimeSpan.FromMilliseconds(int.MaxValue)}.");
        }

        return Math.Max(1, (long)Math.Ceiling(time.TotalMilliseconds));
    }
}
