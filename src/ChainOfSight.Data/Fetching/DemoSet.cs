namespace ChainOfSight.Data.Fetching;

/// <summary>A public set that is fetched by package name.</summary>
/// <param name="Name">Its name here: <c>emoji</c>.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Summary">One line for a list.</param>
/// <param name="Packages">The packages that make it up.</param>
/// <param name="DownloadBytes">About how much is downloaded.</param>
public sealed record DemoSet(string Name, DemoSetKind Kind, string Summary, IReadOnlyList<PackageReference> Packages, long DownloadBytes);
