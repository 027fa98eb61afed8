using System.CommandLine;
using ChainOfSight.Client;

namespace ChainOfSight.Cli.Commands;

/// <summary>The options by which a verb finds a cluster; each may stand in the environment instead.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> store = new("--store") { Description = "Store that the silos share: a folder, azure://CONTAINER[/PREFIX] or a URL (COS_STORE; default: this folder)." };
    private readonly Option<string?> cluster = new("--cluster") { Description = "Id of the cluster (COS_CLUSTER; default: default)." };
    private readonly Option<string?> secretFile = new("--secret-file") { Description = "File with the cluster's secret (COS_SECRETFILE, or the secret itself in COS_SECRET; default: the user's own)." };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(store);
        verb.Options.Add(cluster);
        verb.Options.Add(secretFile);
    }

    /// <summary>What was said about the cluster.</summary>
    public ClusterSettings Read(ParseResult parse) => new()
    {
        Store = parse.GetValue(store) ?? Variable("COS_STORE") ?? ".",
        ClusterId = parse.GetValue(cluster) ?? Variable("COS_CLUSTER") ?? ClusterSettings.DefaultClusterId,
        Secret = (parse.GetValue(secretFile) ?? (Variable("COS_SECRET") is null ? Variable("COS_SECRETFILE") : null)) is { } file ? ClusterSecret.Read(file) : Variable("COS_SECRET"),
    };

    /// <summary>The same for the settings of a silo, by their names.</summary>
    public Dictionary<string, string?> Arguments(ParseResult parse) => new()
    {
        ["Store"] = parse.GetValue(store),
        ["Cluster"] = parse.GetValue(cluster),
        ["SecretFile"] = parse.GetValue(secretFile),
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
