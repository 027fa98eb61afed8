namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>A test against Azurite; skipped with a reason where that cannot run.</summary>
public sealed class AzuriteFactAttribute : FactAttribute
{
    /// <summary>Decides when tests are discovered.</summary>
    public AzuriteFactAttribute() => Skip = AzuriteFiles.SkipReason;
}
