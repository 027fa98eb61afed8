using System.Text.Json;
using ChainOfSight.Silo.Hosting;
using ChainOfSight.Silo.Logging;
using ChainOfSight.Silo.Settings;
using ChainOfSight.Tests.Storage;
using Microsoft.Extensions.Logging;
using Serilog.Extensions.Logging;

namespace ChainOfSight.Tests.Silo.Logging;

/// <summary>Run, stage, generation and step of a line are properties in the file, by which it can be searched.</summary>
public sealed class SiloLoggingTests
{
    [Fact]
    public void Scope_and_message_become_properties_of_the_line()
    {
        using var folder = new TemporaryFolder();
        using (var log = SiloLogging.Create(new SiloSettings { Name = "a", Secret = "", LogFolder = folder.Path }, console: false))
        using (var factory = new SerilogLoggerFactory(log))
        {
            var logger = factory.CreateLogger("test");
            using (logger.BeginScope(new Dictionary<string, object> { ["run"] = "tiny", ["stage"] = "words" }))
            {
#pragma warning disable CA2254, CA1848, CA1727, CA1873 // The line of a grain, as its generated logging writes it.
                logger.LogInformation("Applied {step} in {generation}.", 7L, 3L);
#pragma warning restore CA2254, CA1848, CA1727, CA1873
            }

            logger.LogDebug("below the level");
        }

        using var line = JsonDocument.Parse(Assert.Single(File.ReadAllLines(Assert.Single(Directory.GetFiles(folder.Path)))));
        var properties = line.RootElement.GetProperty("Properties");
        Assert.Equal(
            ("a", "tiny", "words", 3, 7),
            (Text("silo"), Text("run"), Text("stage"), properties.GetProperty("generation").GetInt32(), properties.GetProperty("step").GetInt32()));
        Assert.Equal("Applied 7 in 3.", line.RootElement.GetProperty("RenderedMessage").GetString());

        string Text(string name) => properties.GetProperty(name).GetString()!;
    }

    /// <summary>Promise: what an engine says of itself is told from warnings on, and what callers are told anyway not at all, unless details are asked for.</summary>
    [Theory]
    [InlineData(Serilog.Events.LogEventLevel.Information, false)]
    [InlineData(Serilog.Events.LogEventLevel.Debug, true)]
    public void Engine_is_quiet_unless_details_are_asked_for(Serilog.Events.LogEventLevel level, bool isAskedFor)
    {
        using var folder = new TemporaryFolder();
        using (var log = SiloLogging.Create(new SiloSettings { Name = "a", Secret = "", LogFolder = folder.Path, LogLevel = level }, console: false))
        using (var factory = new SerilogLoggerFactory(log))
        {
#pragma warning disable CA2254, CA1848, CA1727, CA1873 // As above.
            factory.CreateLogger("Orleans.Runtime.Silo").LogInformation("all options");
            factory.CreateLogger("Orleans.Runtime.Silo").LogWarning("a silo is gone");
            foreach (var source in SiloEngine.SourcesForCallers)
            {
                factory.CreateLogger(source).LogError("a message could not be placed");
            }
#pragma warning restore CA2254, CA1848, CA1727, CA1873
        }

        Assert.Equal(isAskedFor ? 2 + SiloEngine.SourcesForCallers.Count : 1, File.ReadAllLines(Assert.Single(Directory.GetFiles(folder.Path))).Length);
    }
}
