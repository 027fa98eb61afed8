using ChainOfSight.Grains.Contracts.Runs;
using Spectre.Console;

namespace ChainOfSight.Cli.Watching;

/// <summary>How a phase of a run looks, and what a person can do in it.</summary>
internal static class PhaseLook
{
    /// <summary>Colour of a phase: green while all is well, yellow while it waits, red where a person is needed.</summary>
    public static Color ColourOf(RunPhase phase) => phase switch
    {
        RunPhase.Training or RunPhase.Completed => Color.Green,
        RunPhase.ChangingStage => Color.Aqua,
        RunPhase.Held or RunPhase.Failed or RunPhase.Unknown => Color.Red,
        _ => Color.Yellow,
    };

    /// <summary>Commands that fit; null where nothing is to be done.</summary>
    public static string? HintFor(RunView view) => view.Phase switch
    {
        RunPhase.Held => $"./cos stage retry {view.Run}, ./cos stage accept {view.Run}, or ./cos stage revert {view.Run} STAGE-STEP",
        RunPhase.Paused => $"./cos resume {view.Run} goes on",
        RunPhase.Failed => $"./cos resume {view.Run} tries again",
        RunPhase.Interrupted => $"./cos resume {view.Run} goes on",
        RunPhase.Waiting => "./cos silo adds devices, ./cos cluster shows which there are",
        RunPhase.Completed => $"./cos generate --checkpoint {view.Run} --image photo.jpg --prompt \"what is it?\"",
        _ => null,
    };
}
