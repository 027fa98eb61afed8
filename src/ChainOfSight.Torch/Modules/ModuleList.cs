using System.Collections;
using System.Globalization;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

/// <summary>Parts in order, named 0, 1, 2, …</summary>
/// <typeparam name="T">Their type.</typeparam>
public class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> _list = [];

    /// <summary>Creates the list.</summary>
    /// <param name="modules">The parts.</param>
    public ModuleList(params T[] modules)
        : base("ModuleList")
    {
        _list.AddRange(modules);
        Number();
    }

    /// <inheritdoc/>
    public int Count => _list.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public T this[int index]
    {
        get => _list[index];
        set => Change(() => _list[index] = value);
    }

    /// <summary>Adds parts at the end.</summary>
    /// <param name="modules">The parts.</param>
    public void append(params T[] modules) => Change(() => _list.AddRange(modules));

    /// <summary>Adds parts at the end.</summary>
    /// <param name="modules">The parts.</param>
    public void extend(IEnumerable<T> modules) => Change(() => _list.AddRange(modules));

    /// <inheritdoc/>
    public void Add(T item) => Change(() => _list.Add(item));

    /// <inheritdoc/>
    public void Clear() => Change(_list.Clear);

    /// <inheritdoc/>
    public bool Contains(T item) => _list.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public int IndexOf(T item) => _list.IndexOf(item);

    /// <inheritdoc/>
    public void Insert(int index, T item) => Change(() => _list.Insert(index, item));

    /// <inheritdoc/>
    public bool Remove(T item)
    {
        var removed = _list.Remove(item);
        Number();
        return removed;
    }

    /// <inheritdoc/>
    public void RemoveAt(int index) => Change(() => _list.RemoveAt(index));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
        // Parts are registered as they are added.
    }

    private void Change(Action change)
    {
        change();
        Number();
    }

    private void Number()
    {
        ClearModules();
        for (var i = 0; i < _list.Count; i++)
        {
            register_module(i.ToString(CultureInfo.InvariantCulture), _list[i]);
        }
    }
}
