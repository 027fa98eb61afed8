using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ChainOfSight.Client;
using ChainOfSight.Silo.Hosting;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;
using Serilog.Events;

namespace ChainOfSight.Silo.Settings;

/// <summary>Makes settings of what was given and tells all faults at once.</summary>
/// <param name="sources">What was given.</param>
public sealed partial class SiloSettingsReader(SettingSources sources)
{
    private const int LongestStop = 3600;
    private readonly List<string> faults = [.. sources.Faults];

    /// <summary>Reads and checks every setting.</summary>
    /// <exception cref="SiloSettingsException">Some are wrong; names each with its value, where it stood and what is legal.</exception>
    public SiloSettings Read()
    {
        var defaults = new SiloSettings { Name = $"{Legal(Environment.MachineName)}-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}", Secret = "" };
        var settings = new SiloSettings
        {
            Name = Take("Name", defaults.Name, IdentifierOf),
            Store = Take("Store", defaults.Store, StoreOf),
            Cluster = Take("Cluster", defaults.Cluster, IdentifierOf),
            Secret = ReadSecret(),
            Address = Take("Address", defaults.Address, text => AddressRule.Reachable(Engine(text))),
            Listen = Take("Listen", defaults.Listen, text => AddressRule.Own(Engine(text))),
            Port = Take("Port", defaults.Port, PortOf),
            GatewayPort = Take("GatewayPort", defaults.GatewayPort, text => PortOf(Engine(text))),
            DashboardPort = Take("DashboardPort", defaults.DashboardPort, text => SiloEngine.NoDashboard is { } why ? throw new UserErrorException(why) : PortOf(text)),
            Devices = Take("Devices", defaults.Devices, DevicesOf),
            LogFolder = Take("LogFolder", defaults.LogFolder, text => text),
            LogLevel = Take("LogLevel", defaults.LogLevel, LevelOf),
            StopBudget = Take("StopBudget", defaults.StopBudget, SecondsOf),
        };
        faults.AddRange(AddressRule.Faults(settings, sources.Find("Secret") is not null || sources.Find("SecretFile") is not null));
        return faults.Count == 0 ? settings : throw new SiloSettingsException(faults);
    }

    private T Take<T>(string name, T byDefault, Func<string, T> read)
    {
        if (sources.Find(name) is not { } given)
        {
            return byDefault;
        }

        try
        {
            return read(given.Value);
        }
        catch (UserErrorException e)
        {
            faults.Add($"{name} is '{given.Value}' in {given.Origin}: {e.Message}");
            return byDefault;
        }
    }

    private static string Engine(string text) => SiloEngine.NoAddresses is { } why ? throw new UserErrorException(why) : text;

    private string ReadSecret()
    {
        if (sources.Find("Secret") is { } given)
        {
            if (given.Value.Length < ClusterSecret.Shortest)
            {
                // A secret is never repeated.
                faults.Add($"Secret in {given.Origin} has {given.Value.Length} characters: at least {ClusterSecret.Shortest} are needed; make one with 'openssl rand -hex 16'.");
            }

            return given.Value;
        }

        return sources.Find("SecretFile") is null && faults.Count == 0 ? OfUser() : Take("SecretFile", "", ClusterSecret.Read);
    }

    private string OfUser()
    {
        try
        {
            return ClusterSecret.OfUser();
        }
        catch (UserErrorException e)
        {
            faults.Add(e.Message);
            return "";
        }
    }

    private static string IdentifierOf(string text) => IdentifierForm().IsMatch(text)
        ? text
        : throw new UserErrorException("legal are 1 to 40 letters, digits, '-' and '_'.");

    private static string StoreOf(string text)
    {
        StoreOpener.Open(text);
        return text;
    }

    private static int PortOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
        ? port
        : throw new UserErrorException("legal are 0 (a free one) to 65535.");

    private static IReadOnlyList<string> DevicesOf(string text)
    {
        var devices = text.Split(',', StringSplitOptions.TrimEntries);
        return devices.FirstOrDefault(device => !DeviceForm().IsMatch(device)) is { } wrong
            ? throw new UserErrorException($"'{wrong}' is no device. Legal are cpu:0, cpu:1, … and cuda:0, cuda:1, …, with commas between them.")
            : devices.GroupBy(device => device).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? throw new UserErrorException($"'{twice.Key}' stands there twice. Each device carries one replica.")
                : devices;
    }

    private static LogEventLevel LevelOf(string text) => Enum.TryParse<LogEventLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level)
        ? level
        : throw new UserErrorException($"legal are {string.Join(", ", Enum.GetNames<LogEventLevel>())}.");

    private static TimeSpan SecondsOf(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= LongestStop
        ? TimeSpan.FromSeconds(seconds)
        : throw new UserErrorException($"legal are seconds from 1 to {LongestStop}.");

    private static string Legal(string name) => string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').Take(30));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$")]
    private static partial Regex IdentifierForm();

    [GeneratedRegex("^(cpu|cuda):[0-9]{1,3}$")]
    private static partial Regex DeviceForm();
}
