using Microsoft.Extensions.Logging;

namespace ChainOfSight.Grains.Logging;

/// <summary>What every line about a run carries as properties, by which a log is searched.</summary>
public static class RunScope
{
    /// <summary>Lines until the end of the scope carry <c>run</c>, <c>stage</c>, <c>generation</c> and <c>step</c>.</summary>
    /// <param name="log">The logger.</param>
    /// <param name="run">Name of the run.</param>
    /// <param name="stage">Its stage; null before the first.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="step">Steps of the stage that count.</param>
    public static IDisposable? BeginRun(this ILogger log, string run, string? stage, long generation, long step)
    {
        ArgumentNullException.ThrowIfNull(log);
        return log.BeginScope(new KeyValuePair<string, object?>[] { new("run", run), new("stage", stage), new("generation", generation), new("step", step) });
    }
}
