using System.Text.Json;
using System.Text.Json.Serialization;
using ChainOfSight.Training.Progress;

namespace ChainOfSight.Grains.Runs;

/// <summary>Events of a run as the JSON lines that watchers get.</summary>
public static class RunLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>One line.</summary>
    public static string Write(RunEvent happened) => JsonSerializer.Serialize(happened, Options);

    /// <summary>The event of a line.</summary>
    /// <exception cref="JsonException">The line is none of this version.</exception>
    public static RunEvent Read(string line) => JsonSerializer.Deserialize<RunEvent>(line, Options) ?? throw new JsonException("The line is empty.");
}
