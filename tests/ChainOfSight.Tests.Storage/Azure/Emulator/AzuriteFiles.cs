namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>Where the launcher's set-up put Azurite, the emulator of Azure Blob Storage.</summary>
public static class AzuriteFiles
{
    /// <summary>Environment variable; <c>1</c> where no test may be skipped: CI.</summary>
    public const string AllVariable = "COS_TEST_ALL";

    /// <summary>Its program, for Node.</summary>
    public static string Program => Path.Combine(Root, "artifacts", "azurite", "node_modules", "azurite", "dist", "src", "blob", "main.js");

    /// <summary>Why tests that need it are skipped, or null where they run.</summary>
    public static string? SkipReason =>
        Environment.GetEnvironmentVariable(AllVariable) == "1" ? null
        : !OnPath("node") ? "Node is not on PATH, and Azurite runs on it."
        : !File.Exists(Program) ? $"Azurite is not under artifacts/azurite; './cos test' fetches it by 'npm install azurite' once a network is there."
        : null;

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChainOfSight.Actors.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? AppContext.BaseDirectory;
        }
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
