namespace ChainOfSight.Data.Fetching;

/// <summary>A package by name.</summary>
/// <param name="Feed">Where it comes from.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Version">Exact version; null takes what the Debian release has.</param>
public sealed record PackageReference(PackageFeed Feed, string Name, string? Version = null)
{
    /// <summary>The package as its client names it: <c>fonts-dejavu-core</c>, <c>countries-list@3.4.1</c>.</summary>
    public override string ToString() => Version is null ? Name : Feed == PackageFeed.Npm ? $"{Name}@{Version}" : $"{Name}={Version}";
}
