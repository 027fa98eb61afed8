using System.Text.Json;

namespace ChainOfSight.Silo.Settings;

/// <summary>Collects values from arguments, environment and file; the first of these that has one wins.</summary>
public sealed class SettingSources
{
    /// <summary>Names of all settings.</summary>
    public static readonly IReadOnlyList<string> Names = ["Name", "Store", "Cluster", "Secret", "SecretFile", "Address", "Listen", "Port", "GatewayPort", "DashboardPort", "Devices", "LogFolder", "LogLevel", "StopBudget"];

    private readonly Dictionary<string, SettingSource> values;
    private readonly List<string> faults = [];

    private SettingSources(Dictionary<string, SettingSource> values) => this.values = values;

    /// <summary>Faults of the sources themselves: keys that are not known, a file that is no JSON.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>Collects.</summary>
    /// <param name="arguments">Values of arguments by the setting's name; null where an argument was not given.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="file">The settings file; null for none.</param>
    public static SettingSources Collect(IReadOnlyDictionary<string, string?> arguments, Func<string, string?> environment, string? file)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(environment);
        var sources = new SettingSources(new(StringComparer.OrdinalIgnoreCase));
        if (file is not null)
        {
            sources.Read(file);
        }

        foreach (var name in Names)
        {
            var variable = "COS_" + name.ToUpperInvariant();
            if (environment(variable) is { Length: > 0 } value)
            {
                sources.values[name] = new SettingSource(value, variable);
            }

            if (arguments.GetValueOrDefault(name) is { } argument)
            {
                sources.values[name] = new SettingSource(argument, "the arguments");
            }
        }

        return sources;
    }

    /// <summary>The value of a setting; null where none was given.</summary>
    public SettingSource? Find(string name) => values.GetValueOrDefault(name);

    private void Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!Names.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
                {
                    faults.Add($"'{property.Name}' in {file} is no setting. Legal are {string.Join(", ", Names)}.");
                }

                values[property.Name] = new SettingSource(Text(property.Value), file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            faults.Add($"The settings file '{file}' cannot be read ({e.Message.Split('\n')[0]}). It is one JSON object, such as {{ \"Name\": \"a\", \"Devices\": [\"cpu:0\"] }}.");
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
