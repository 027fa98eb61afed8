using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Modules;

/// <summary>Parts by name, in the order in which they were added.</summary>
/// <typeparam name="T">Their type.</typeparam>
public class ModuleDict<T> : nn.Module, IEnumerable<(string Name, T Module)>
    where T : nn.Module
{
    private readonly List<(string Name, T Module)> _list = [];

    /// <summary>Creates the dictionary.</summary>
    /// <param name="modules">The parts.</param>
    public ModuleDict(params (string Name, T Module)[] modules)
        : base("ModuleDict")
    {
        foreach (var (name, module) in modules)
        {
            Add(name, module);
        }
    }

    /// <summary>How many parts.</summary>
    public int Count => _list.Count;

    /// <summary>The part of a name.</summary>
    /// <param name="key">The name.</param>
    /// <exception cref="KeyNotFoundException">No such part.</exception>
    public T this[string key] => TryGetValue(key, out var module)
        ? module
        : throw new KeyNotFoundException($"No part '{key}'. Known: {string.Join(", ", keys())}.");

    /// <summary>Adds a part.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">The part.</param>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    public void Add(string key, T value)
    {
        register_module(key, value);
        _list.Add((key, value));
    }

    /// <summary>Whether there is a part of a name.</summary>
    /// <param name="key">The name.</param>
    public bool ContainsKey(string key) => _list.Exists(p => p.Name == key);

    /// <summary>Finds the part of a name.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">The part.</param>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        value = _list.Find(p => p.Name == key).Module;
        return value is not null;
    }

    /// <summary>Names in order.</summary>
    public IEnumerable<string> keys() => _list.Select(p => p.Name);

    /// <summary>Parts in order.</summary>
    public IEnumerable<T> values() => _list.Select(p => p.Module);

    /// <summary>Names and parts in order.</summary>
    public IEnumerator<(string, T)> items() => _list.GetEnumerator();

    /// <inheritdoc/>
    public IEnumerator<(string Name, T Module)> GetEnumerator() => _list.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
        // Parts are registered as they are added.
    }
}
