using ChainOfSight.Silo.Settings;
using ChainOfSight.Storage;

namespace ChainOfSight.Silo;

/// <summary>The arguments of the program: <c>--config FILE</c> and <c>--SETTING VALUE</c>.</summary>
internal static class SiloArguments
{
    private const string Config = "config";

    /// <summary>Reads them into settings, with environment and file.</summary>
    /// <exception cref="UserErrorException">An argument is not known or lacks its value, or settings are wrong.</exception>
    public static SiloSettings Read(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < arguments.Count; i++)
        {
            var parts = arguments[i].Split('=', 2);
            var name = parts[0].StartsWith("--", StringComparison.Ordinal) ? parts[0][2..].Replace("-", "", StringComparison.Ordinal) : "";
            var known = SettingSources.Names.Append(Config).FirstOrDefault(setting => setting.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new UserErrorException($"'{arguments[i]}' is no setting. Legal are --config FILE and {string.Join(", ", SettingSources.Names.Select(setting => "--" + setting))}, each with its value.");
            given[known] = parts.ElementAtOrDefault(1) ?? (i + 1 < arguments.Count ? arguments[++i] : throw new UserErrorException($"{arguments[i]} lacks its value."));
        }

        return new SiloSettingsReader(SettingSources.Collect(given, Environment.GetEnvironmentVariable, given.GetValueOrDefault(Config))).Read();
    }
}
