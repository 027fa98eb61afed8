using System.Text.Json;

namespace ChainOfSight.Training.Runs;

/// <summary>A process that trains a run.</summary>
/// <param name="Id">Random per process.</param>
/// <param name="Machine">Name of its machine.</param>
/// <param name="Process">Its number there.</param>
public sealed record RunHolder(string Id, string Machine, int Process)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Name for people.</summary>
    public string Title => $"process {Process} on {Machine}";

    /// <summary>Whether it is known at once that the process is gone; false where that takes a look at its signs of life.</summary>
    public bool IsGone => Machine == Environment.MachineName && !IsRunning(Process);

    /// <summary>This process.</summary>
    public static RunHolder OfThisProcess() => new(Guid.NewGuid().ToString("n"), Environment.MachineName, Environment.ProcessId);

    /// <summary>Reads one.</summary>
    /// <exception cref="JsonException">It is no holder.</exception>
    public static RunHolder Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<RunHolder>(json, Options) ?? throw new JsonException("It is empty.");

    /// <summary>Writes it down.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
