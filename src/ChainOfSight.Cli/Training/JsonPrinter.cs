using System.Text.Json;
using System.Text.Json.Serialization;
using ChainOfSight.Training.Progress;

namespace ChainOfSight.Cli.Training;

/// <summary>One JSON object per line, for programs.</summary>
internal sealed class JsonPrinter(TextWriter output) : IRunPrinter
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public void Preparing(string message) => Write(new { @event = "preparing", message });

    public void Report(RunEvent happened) => Write(happened);

    public void Reported(string path) => Write(new { @event = "report", path });

    public void Dispose() => output.Flush();

    private void Write<T>(T value)
    {
        lock (output)
        {
            output.WriteLine(JsonSerializer.Serialize(value, Options));
            output.Flush();
        }
    }
}
