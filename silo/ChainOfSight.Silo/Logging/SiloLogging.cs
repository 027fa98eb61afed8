using System.Globalization;
using ChainOfSight.Silo.Hosting;
using ChainOfSight.Silo.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Filters;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace ChainOfSight.Silo.Logging;

/// <summary>
/// Where the lines of a silo go: short to the console, whole as JSON to one file a day. Lines that grains write about a run have <c>run</c>, <c>stage</c>, <c>generation</c>
/// and <c>step</c> as properties, by their scope; every line has <c>silo</c>.
/// </summary>
public static class SiloLogging
{
    private const int FilesKept = 10;
    private const string ConsoleLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const string ConsoleLineOfOrleans = "{Timestamp:HH:mm:ss} {Level:u3} {OneLine:l}{NewLine}";

    /// <summary>Makes the logger of a silo.</summary>
    /// <param name="settings">Its name, level and folder.</param>
    /// <param name="console">Whether lines go to the console, too.</param>
    public static Logger Create(SiloSettings settings, bool console = true)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var logging = new LoggerConfiguration()
            .MinimumLevel.Is(settings.LogLevel)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // A start that failed is told once, by the program and without a stack trace.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
            .Enrich.FromLogContext()
            .Enrich.WithProperty("silo", settings.Name);
        if (settings.LogLevel > LogEventLevel.Debug)
        {
            // Orleans tells its whole configuration at each start.
            logging.MinimumLevel.Override("Orleans", Higher(settings.LogLevel, LogEventLevel.Warning));
            foreach (var source in SiloEngine.SourcesForCallers)
            {
                logging.MinimumLevel.Override(source, LogEventLevel.Fatal);
            }
        }

        if (console)
        {
            var ofOrleans = Matching.FromSource("Orleans");
            logging.WriteTo.Logger(part => ToConsole(part.Filter.ByExcluding(ofOrleans), ConsoleLine));
            logging.WriteTo.Logger(part => ToConsole(part.Filter.ByIncludingOnly(ofOrleans).Enrich.With(new OneLine()), ConsoleLineOfOrleans));
        }

        if (settings.LogFolder.Length > 0)
        {
            logging.WriteTo.File(
                new JsonFormatter(renderMessage: true), Path.Combine(settings.LogFolder, $"{settings.Name}-.json"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: FilesKept);
        }

        return logging.CreateLogger();
    }

    private static void ToConsole(LoggerConfiguration part, string line) =>
        part.WriteTo.Console(outputTemplate: line, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose);

    private static LogEventLevel Higher(LogEventLevel one, LogEventLevel other) => one > other ? one : other;

    // Each attempt to reach a dead silo would show a page of frames, of the exception or within the message; the file has them.
    private sealed class OneLine : ILogEventEnricher
    {
        private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            Message.Format(logEvent, text);
            var line = FirstLine(text.ToString()) + (logEvent.Exception is { } fault ? " " + FirstLine(fault.Message) : "");
            logEvent.AddPropertyIfAbsent(new LogEventProperty("OneLine", new ScalarValue(line)));
        }

        private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
    }
}
