namespace ChainOfSight.Torch;

/// <summary>Knows the innermost scope of each thread.</summary>
public static class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScope? _current;

    [ThreadStatic]
    private static ThreadDisposeScopeStatistics? _statistics;

    /// <summary>Counts of this thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => _statistics ??= new();

    internal static DisposeScope? Current => _current;

    internal static DisposeScope Open() => _current = new DisposeScope(_current);

    internal static void Close(DisposeScope scope)
    {
        if (ReferenceEquals(_current, scope))
        {
            _current = scope.OuterScope;
            return;
        }

        // Closed out of order: the scopes inside it now end in its outer one.
        for (var inner = _current; inner is not null; inner = inner.OuterScope)
        {
            if (ReferenceEquals(inner.OuterScope, scope))
            {
                inner.OuterScope = scope.OuterScope;
                return;
            }
        }
    }

    internal static void Register(torch.Tensor tensor)
    {
        var scope = _current;
        if (scope is null)
        {
            Statistics.CreatedOutsideScopeCount++;
        }
        else
        {
            Statistics.CreatedInScopeCount++;
            scope.Add(tensor);
        }
    }
}
