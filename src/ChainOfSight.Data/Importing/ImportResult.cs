using ChainOfSight.Data.Shards;

namespace ChainOfSight.Data.Importing;

/// <summary>What an import made.</summary>
/// <param name="Manifest">The source that was written.</param>
/// <param name="Skipped">What was left out, with the reasons; empty unless skipping was asked for.</param>
public sealed record ImportResult(SourceManifest Manifest, IReadOnlyList<ImportFault> Skipped);
