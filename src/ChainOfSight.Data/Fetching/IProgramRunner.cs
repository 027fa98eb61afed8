namespace ChainOfSight.Data.Fetching;

/// <summary>Runs a program and waits for its end; tests put their own behind it.</summary>
public interface IProgramRunner
{
    /// <summary>Runs a program without a shell.</summary>
    /// <param name="program">Its name, found on the path.</param>
    /// <param name="arguments">Arguments, each as one.</param>
    /// <param name="workingFolder">Folder in which it runs.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <returns>What it said; null where there is no such program.</returns>
    Task<ProgramResult?> RunAsync(string program, IReadOnlyList<string> arguments, string workingFolder, CancellationToken cancellationToken);
}
