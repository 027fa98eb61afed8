using System.Security.Cryptography;
using ChainOfSight.Tests.Cli;
using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Proofs.Processes;

/// <summary>Recipe and data that several clusters train one after the other, each with a store of its own: the recipe names the same files for all.</summary>
internal sealed class ProofFiles : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private int stores;

    public ProofFiles(string recipe)
    {
        TinyFiles.Write(folder);
        Recipe = folder.Write("recipe.json", recipe.Replace("\"./", $"\"{folder.Path}/", StringComparison.Ordinal));
    }

    public string Folder => folder.Path;

    /// <summary>Path of the recipe.</summary>
    public string Recipe { get; }

    /// <summary>The clusters' secret.</summary>
    public string Secret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>A new empty folder for a store.</summary>
    public string NewStore() => Directory.CreateDirectory(Path.Combine(Folder, "stores", $"{Interlocked.Increment(ref stores)}")).FullName;

    /// <summary>Variables of a process that works in a store; nothing of the user's own.</summary>
    public IReadOnlyDictionary<string, string> Environment(string store) => new Dictionary<string, string>
    {
        ["COS_SECRET"] = Secret,
        ["COS_OFFLINE"] = "1",
        ["COS_CACHE"] = Path.Combine(Folder, "cache"),
        ["COS_LOGFOLDER"] = Path.Combine(store, "logs"),
        ["OMP_NUM_THREADS"] = "1",
    };

    public void Dispose() => folder.Dispose();
}
