namespace ChainOfSight.Torch;

/// <summary>How many tensors a thread made and released.</summary>
public sealed class ThreadDisposeScopeStatistics
{
    /// <summary>Tensors made while no scope was open.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }

    /// <summary>Tensors made inside a scope.</summary>
    public long CreatedInScopeCount { get; internal set; }

    /// <summary>Tensors released by their scope, or by hand while they had one.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>Tensors released by hand after they had left all scopes or never had one.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>Tensors made on this thread less those released on it. Zero or flat when nothing leaks.</summary>
    public long ThreadTotalLiveCount =>
        CreatedOutsideScopeCount + CreatedInScopeCount - DisposedInScopeCount - DisposedOutsideScopeCount;

    /// <summary>Sets all counts of this thread to zero.</summary>
    public void Reset()
    {
        CreatedOutsideScopeCount = 0;
        CreatedInScopeCount = 0;
        DisposedInScopeCount = 0;
        DisposedOutsideScopeCount = 0;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"live {ThreadTotalLiveCount}; in scopes {CreatedInScopeCount} made, {DisposedInScopeCount} released; "
        + $"outside {CreatedOutsideScopeCount} made, {DisposedOutsideScopeCount} released";
}
