using ChainOfSight.Storage;
using ChainOfSight.Tensors;
using Spectre.Console;

namespace ChainOfSight.Cli.Commands;

/// <summary>Turns faults into messages: what a person can mend is told plainly, without a stack trace.</summary>
internal static class Faults
{
    private const int WidestPipe = 100_000;

    /// <summary>Runs a verb; returns its exit code or the one that fits the fault.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Error("stopped before it was finished.");
            return ExitCodes.Interrupted;
        }
        catch (Exception fault) when (IsMendable(fault))
        {
            Error(fault.Message);
            return ExitCodes.UserError;
        }
        catch (Exception fault)
        {
            var report = WriteReport(fault);
            Error($"this should not have happened: {fault.GetType().Name}: {FirstLine(fault.Message)}\n"
                + $"It is a fault of the program, not yours. The details are in {report}; please report it with that file.");
            return ExitCodes.InternalError;
        }
    }

    /// <summary>Prints an error to standard error, red where the terminal has colours.</summary>
    public static void Error(string message)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(Console.Error),
        });
        if (Console.IsErrorRedirected)
        {
            // A file has no width: lines are cut where the message cuts them.
            console.Profile.Width = WidestPipe;
        }

        console.MarkupLine($"[red]error:[/] {Markup.Escape(message)}");
    }

    // Every domain exception of ours is written for the person who sees it.
    private static bool IsMendable(Exception fault) =>
        fault is UserErrorException or IOException or UnauthorizedAccessException
        || TensorEngine.Library.Explains(fault)
        || fault.GetType().Namespace is { } space
            && (space.StartsWith("ChainOfSight.Tensors", StringComparison.Ordinal) || space.StartsWith("ChainOfSight.Models", StringComparison.Ordinal));

    private static string WriteReport(Exception fault)
    {
        var path = Path.Combine(Path.GetTempPath(), $"cos-fault-{Environment.ProcessId}.txt");
        File.WriteAllText(path, fault.ToString());
        return path;
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}
