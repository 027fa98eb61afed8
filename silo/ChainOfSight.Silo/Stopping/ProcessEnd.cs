using System.Runtime.InteropServices;

namespace ChainOfSight.Silo.Stopping;

/// <summary>Ends the process at once, whatever its threads do.</summary>
internal static partial class ProcessEnd
{
    /// <summary>
    /// Ends it with an exit code. The usual way out runs the destructors of native libraries while lanes are still inside of them, and the process would end by a
    /// memory fault instead.
    /// </summary>
    public static void Now(int exitCode)
    {
        Console.Error.Flush();
        if (!OperatingSystem.IsWindows())
        {
            Exit(exitCode);
        }

        Environment.Exit(exitCode);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int exitCode);
}
