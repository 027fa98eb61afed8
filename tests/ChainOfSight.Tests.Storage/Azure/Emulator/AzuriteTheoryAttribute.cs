namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>A test with cases against Azurite; skipped with a reason where that cannot run.</summary>
public sealed class AzuriteTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides when tests are discovered.</summary>
    public AzuriteTheoryAttribute() => Skip = AzuriteFiles.SkipReason;
}
