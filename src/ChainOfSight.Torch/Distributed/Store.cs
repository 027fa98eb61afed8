using System.Diagnostics;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Distributed;

/// <summary>A small map from keys to bytes that all ranks share, through which they find each other.</summary>
/// <remarks>
/// A call that waits (<see cref="Get"/>, <see cref="Wait"/>) keeps other calls of the same object waiting too: give each thread its
/// own. Keys made by process groups share the map; prefix yours.
/// </remarks>
public abstract class Store : IDisposable
{
    private protected Store(nint made, TimeSpan timeout)
    {
        Handle = new StoreHandle(made);
        Timeout = timeout;
    }

    /// <summary>How long <see cref="Get"/> waits for a key.</summary>
    public TimeSpan Timeout { get; }

    internal StoreHandle Handle { get; }

    /// <summary>Sets a key, replacing what it had.</summary>
    /// <param name="key">Any text.</param>
    /// <param name="value">Any bytes.</param>
    /// <exception cref="DistributedException">The store cannot be reached.</exception>
    public unsafe void Set(string key, ReadOnlySpan<byte> value)
    {
        var started = Stopwatch.GetTimestamp();
        fixed (byte* bytes = value)
        {
            Check(NativeMethods.cos_store_set(Handle, key, bytes, value.Length), $"setting the key '{key}' of {this}", started, Timeout);
        }
    }

    /// <summary>Gives the value of a key, waiting until somebody sets it.</summary>
    /// <param name="key">Any text.</param>
    /// <exception cref="DistributedTimeoutException">Nobody set it within <see cref="Timeout"/>.</exception>
    /// <exception cref="DistributedException">The store cannot be reached.</exception>
    public unsafe byte[] Get(string key)
    {
        var started = Stopwatch.GetTimestamp();
        Check(NativeMethods.cos_store_get(Handle, key, out var value, out var length), $"getting the key '{key}' of {this}", started, Timeout);
        try
        {
            return new ReadOnlySpan<byte>(value, checked((int)length)).ToArray();
        }
        finally
        {
            NativeMethods.cos_store_value_free(value);
        }
    }

    /// <summary>Adds to a counter, atomically; a new one begins at 0.</summary>
    /// <param name="key">Any text, only ever used for counting.</param>
    /// <param name="amount">What to add.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="DistributedException">The store cannot be reached.</exception>
    public long Add(string key, long amount)
    {
        var started = Stopwatch.GetTimestamp();
        Check(NativeMethods.cos_store_add(Handle, key, amount, out var sum), $"adding to the key '{key}' of {this}", started, Timeout);
        return sum;
    }

    /// <summary>Waits until all keys are set.</summary>
    /// <param name="keys">Keys.</param>
    /// <param name="timeout">How long; null for <see cref="Timeout"/>.</param>
    /// <exception cref="DistributedTimeoutException">One was not set in time.</exception>
    /// <exception cref="DistributedException">The store cannot be reached.</exception>
    public void Wait(IReadOnlyCollection<string> keys, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var limit = timeout ?? Timeout;
        var started = Stopwatch.GetTimestamp();
        Check(
            NativeMethods.cos_store_wait(Handle, [.. keys], keys.Count, DistributedFault.Milliseconds(limit)),
            $"waiting for the keys '{string.Join("', '", keys)}' of {this}", started, limit);
    }

    /// <summary>Whether a key is set; does not wait.</summary>
    /// <param name="key">Any text.</param>
    /// <exception cref="DistributedException">The store cannot be reached.</exception>
    public bool Contains(string key)
    {
        var started = Stopwatch.GetTimestamp();
        Check(NativeMethods.cos_store_check(Handle, key, out var there), $"looking for the key '{key}' of {this}", started, Timeout);
        return there != 0;
    }

    /// <summary>Closes the store; groups made with it keep what they need of it.</summary>
    public void Dispose()
    {
        Handle.Dispose();
        GC.SuppressFinalize(this);
    }

    private static void Check(int code, string operation, long started, TimeSpan limit) =>
        DistributedFault.Check(code, operation, null, started, limit);
}
