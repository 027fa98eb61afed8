using System.Globalization;
using ChainOfSight.Training.Progress;

namespace ChainOfSight.Cli.Training;

/// <summary>
/// Progress that a person can read. On a terminal the current step stands in one line that is written over; into a file a line is written every few seconds.
/// </summary>
internal sealed class ProgressPrinter(TextWriter output, bool isRedirected) : IRunPrinter
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private long last;
    private bool isOpen;

    public void Preparing(string message) => Line(message);

    public void Reported(string path) => Line($"The report is {path}");

    public void Report(RunEvent happened)
    {
        switch (happened)
        {
            case StepDone step:
                Step(step);
                break;
            case RunStarted run:
                Line($"run {run.Run}: {string.Join(" → ", run.Stages)}{(run.ResumedFrom is { } from ? $", going on from {from}" : "")}");
                break;
            case StageStarted stage:
                Line("");
                Line($"stage {stage.Stage}: {stage.Steps:N0} steps{(stage.FromStep > 0 ? $" from {stage.FromStep:N0}" : "")}"
                    + (stage.Layout is { } layout ? $", {layout} = {stage.VisualTokens} visual tokens" : "")
                    + (stage.ImageSide > 0 ? $" at {stage.ImageSide} px" : "")
                    + $", {Millions(stage.TrainedParameters)} parameters trained" + (stage.FrozenParameters > 0 ? $", {Millions(stage.FrozenParameters)} frozen" : ""));
                break;
            case HeldOutLoss loss:
                Line(string.Create(CultureInfo.InvariantCulture, $"  held-out loss {loss.Loss:0.0000} after step {loss.Step:N0}"));
                break;
            case HandOverDone handOver:
                foreach (var line in HandOverText.Lines(handOver.Report))
                {
                    Line($"  {line}");
                }

                break;
            case StageEvaluated evaluated:
                Evaluation(evaluated);
                break;
            case StageFinished stage:
                Line($"  {stage.Stage} done in {stage.Elapsed:m\\:ss}{(stage.Skipped > 0 ? $", {stage.Skipped} steps skipped" : "")}");
                break;
            case RunWarning warning:
                Line($"warning: {warning.Message}");
                break;
            case RunFinished finished:
                Line("");
                Line(finished.Message);
                break;
        }
    }

    public void Dispose()
    {
        Close();
        output.Flush();
    }

    private static string Millions(long parameters) => string.Create(CultureInfo.InvariantCulture, $"{parameters / 1e6:0.00} M");

    private void Step(StepDone step)
    {
        var now = Environment.TickCount64;
        if (step.Step < step.Of && now - last < (isRedirected ? Between.TotalMilliseconds : 100))
        {
            return;
        }

        last = now;
        var loss = step.Loss is { } value ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "skipped";
        var left = step.Remaining is { } remaining ? $", {remaining:m\\:ss} left" : "";
        Line(string.Create(CultureInfo.InvariantCulture,
            $"  step {step.Step,6:N0}/{step.Of:N0}  loss {loss}  {step.SamplesPerSecond,6:0.0} samples/s  {step.TokensPerSecond,7:N0} tokens/s  waiting {step.WaitShare,4:0 %}{left}"), keepOpen: !isRedirected);
    }

    private void Evaluation(StageEvaluated evaluated)
    {
        Line($"  evaluation on held-out {evaluated.Set} after {evaluated.Stage}:");
        foreach (var line in EvaluationTable.Of(evaluated.Tasks).Lines())
        {
            Line($"   {line}");
        }
    }

    private void Line(string text, bool keepOpen = false)
    {
        lock (output)
        {
            if (isOpen)
            {
                output.Write("\r\x1b[K");
            }

            output.Write(text);
            isOpen = keepOpen;
            if (!keepOpen)
            {
                output.WriteLine();
            }

            output.Flush();
        }
    }

    private void Close()
    {
        if (isOpen)
        {
            output.WriteLine();
            isOpen = false;
        }
    }
}
