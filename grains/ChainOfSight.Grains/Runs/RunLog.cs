using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Logging;
using ChainOfSight.Training.Progress;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Grains.Runs;

/// <summary>Lines about a run in the log of its silo, each with run, stage, generation and step as properties.</summary>
/// <param name="log">Where they go.</param>
/// <param name="run">The run.</param>
/// <param name="stage">Its stage; null before the first.</param>
/// <param name="generation">Its generation.</param>
/// <param name="step">Steps of the stage that count.</param>
internal sealed partial class RunLog(ILogger log, string run, string? stage, long generation, long step)
{
    /// <summary>The record was written.</summary>
    public void Record(long era, RunPhase phase, int members)
    {
        using (Scope())
        {
            LogRecord(log, run, generation, era, phase, members);
        }
    }

    /// <summary>Something that a person should know.</summary>
    public void Warning(string text)
    {
        using (Scope())
        {
            LogWarning(log, run, text);
        }
    }

    /// <summary>Something happened in the run; steps are for those who debug, warnings have a line of their own.</summary>
    public void Event(RunEvent happened)
    {
        var text = happened switch
        {
            RunStarted { ResumedFrom: { } from } => $"goes on from {from}",
            RunStarted started => $"begins: {string.Join(" → ", started.Stages)}",
            StageStarted started => $"stage {started.Stage} begins at step {started.FromStep} of {started.Steps}",
            StageFinished finished => $"stage {finished.Stage} is done",
            CheckpointWritten written => $"checkpoint {written.Stage}-{written.Step} is written, {written.Bytes} bytes",
            RunFinished finished => finished.Message,
            _ => null,
        };
        using (Scope())
        {
            if (text is not null)
            {
                LogEvent(log, run, text);
            }
            else if (happened is StepDone done)
            {
                LogStep(log, run, done.Stage, done.Step, done.Loss);
            }
        }
    }

    private IDisposable? Scope() => log.BeginRun(run, stage, generation, step);

    // Named as the scope names them, so that a line has each property once.
#pragma warning disable CA1727
    [LoggerMessage(Level = LogLevel.Information, Message = "Run {run} generation {generation} era {Era} is {Phase} with {Members} members")]
    private static partial void LogRecord(ILogger log, string run, long generation, long era, RunPhase phase, int members);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {run}: {Text}")]
    private static partial void LogWarning(ILogger log, string run, string text);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {run}: {Text}")]
    private static partial void LogEvent(ILogger log, string run, string text);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Run {run}: step {step} of stage {stage}, loss {Loss}")]
    private static partial void LogStep(ILogger log, string run, string stage, long step, double? loss);
#pragma warning restore CA1727
}
