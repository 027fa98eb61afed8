namespace ChainOfSight.Torch;

/// <summary>
/// Releases, when it is disposed, every tensor made on its thread while it was the innermost scope, unless moved
/// out of it. Scopes nest and belong to one thread: never <c>await</c> inside one.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly List<IDisposable?> _items = [];
    private int _count;
    private bool _disposed;

    internal DisposeScope(DisposeScope? outer) => OuterScope = outer;

    /// <summary>How many tensors and other disposables the scope will release.</summary>
    public int DisposablesCount => _count;

    internal DisposeScope? OuterScope { get; set; }

    /// <summary>Gives the object to the outer scope, or to nobody when there is none.</summary>
    /// <typeparam name="T">A tensor, usually.</typeparam>
    /// <param name="disposable">An object of this scope; others stay as they are.</param>
    /// <returns>The same object.</returns>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        MoveToOther(OuterScope, disposable);
        return disposable;
    }

    /// <summary>Gives both objects to the outer scope.</summary>
    /// <typeparam name="T1">A tensor, usually.</typeparam>
    /// <typeparam name="T2">A tensor, usually.</typeparam>
    /// <param name="first">An object of this scope.</param>
    /// <param name="second">An object of this scope.</param>
    /// <returns>The same objects.</returns>
    public (T1 First, T2 Second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Gives the three objects to the outer scope.</summary>
    /// <typeparam name="T1">A tensor, usually.</typeparam>
    /// <typeparam name="T2">A tensor, usually.</typeparam>
    /// <typeparam name="T3">A tensor, usually.</typeparam>
    /// <param name="first">An object of this scope.</param>
    /// <param name="second">An object of this scope.</param>
    /// <param name="third">An object of this scope.</param>
    /// <returns>The same objects.</returns>
    public (T1 First, T2 Second, T3 Third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Gives the objects to the outer scope.</summary>
    /// <param name="disposables">Objects of this scope.</param>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    /// <summary>Gives the objects to the outer scope.</summary>
    /// <param name="disposables">Objects of this scope.</param>
    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
        {
            MoveToOther(OuterScope, disposable);
        }
    }

    /// <summary>Gives the object to another scope of the same thread, or to nobody.</summary>
    /// <typeparam name="T">A tensor, usually.</typeparam>
    /// <param name="scope">The other scope; null for none.</param>
    /// <param name="disposable">An object of this scope; others stay as they are.</param>
    /// <returns>The same object.</returns>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Remove(disposable))
        {
            scope?.Add(disposable);
        }

        return disposable;
    }

    /// <summary>Takes the object out of every scope: only Dispose or the finalizer release it from now on.</summary>
    /// <typeparam name="T">A tensor, usually.</typeparam>
    /// <param name="disposable">An object of this scope.</param>
    /// <returns>The same object.</returns>
    public T Detach<T>(T disposable)
        where T : IDisposable => MoveToOther(null, disposable);

    /// <summary>Puts an object under this scope, whatever scope it had before.</summary>
    /// <param name="disposable">A tensor or any other disposable.</param>
    public void Attach(IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (disposable is torch.Tensor { OwningScope: { } other } tensor)
        {
            other.Remove(tensor);
        }

        Add(disposable);
    }

    /// <summary>Whether the scope will release the object.</summary>
    /// <param name="disposable">A tensor, usually.</param>
    public bool Contains(IDisposable disposable) =>
        disposable is torch.Tensor tensor ? ReferenceEquals(tensor.OwningScope, this) : _items.Contains(disposable);

    /// <summary>Releases everything now; the scope stays open.</summary>
    public void DisposeEverything()
    {
        for (var i = _items.Count - 1; i >= 0; i--)
        {
            var item = _items[i];
            _items[i] = null;
            if (item is torch.Tensor tensor)
            {
                tensor.DisposeByScope();
            }
            else
            {
                item?.Dispose();
            }
        }

        _items.Clear();
        _count = 0;
    }

    /// <summary>Releases everything but the given objects; the scope stays open.</summary>
    /// <param name="keep">Objects of this scope.</param>
    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var kept = keep.Where(Remove).ToList();
        DisposeEverything();
        kept.ForEach(Add);
    }

    /// <summary>Releases everything and makes the outer scope the current one.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        DisposeEverything();
        _disposed = true;
        DisposeScopeManager.Close(this);
    }

    internal void Add(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningScope = this;
            tensor.ScopeSlot = _items.Count;
        }

        _items.Add(disposable);
        _count++;
    }

    internal bool Remove(IDisposable disposable)
    {
        var slot = disposable is torch.Tensor tensor
            ? (ReferenceEquals(tensor.OwningScope, this) ? tensor.ScopeSlot : -1)
            : _items.IndexOf(disposable);
        if (slot < 0)
        {
            return false;
        }

        if (disposable is torch.Tensor owned)
        {
            owned.OwningScope = null;
        }

        _items[slot] = null;
        _count--;
        while (_items.Count > 0 && _items[^1] is null)
        {
            _items.RemoveAt(_items.Count - 1);
        }

        return true;
    }
}
