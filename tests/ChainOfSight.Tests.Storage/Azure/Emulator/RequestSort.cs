namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>What a request asks the store for, as far as its faults go.</summary>
public enum RequestSort
{
    /// <summary>Bytes.</summary>
    Read,

    /// <summary>A write that names the version it replaces, or that there is none.</summary>
    ConditionalWrite,

    /// <summary>Everything else.</summary>
    Other,
}
