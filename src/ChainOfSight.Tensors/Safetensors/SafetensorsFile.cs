using System.IO.MemoryMappedFiles;

namespace ChainOfSight.Tensors.Safetensors;

/// <summary>
/// A safetensors file, opened by mapping it into memory: opening costs the header only, bytes are read from disk when touched.
/// </summary>
/// <remarks>
/// <para>The mapping is private: writing into a tensor over it changes this process's copy of the page, never the file.
/// Where Linux counts such mappings strictly, a file larger than memory and swap cannot be opened; split it.</para>
/// <para>A file must not be cut off while it is open: the operating system then ends the process on access. Files of ours are
/// written beside their name and moved over it, so that this cannot happen.</para>
/// <para>Instances may be read by several threads; <see cref="Dispose"/> must come last. Tensors outlive the file: each keeps the
/// mapping until it is disposed itself. Spans of <see cref="GetBytes(string)"/> do not.</para>
/// </remarks>
public sealed partial class SafetensorsFile : IDisposable
{
    private readonly Dictionary<string, SafetensorsEntry> _byName;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SafetensorsHeader _header;
    private bool _disposed;

    private SafetensorsFile(string path, MemoryMappedFile map, MemoryMappedViewAccessor view, SafetensorsHeader header)
    {
        Path = path;
        _map = map;
        _view = view;
        _header = header;
        _byName = _header.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The path it was opened by.</summary>
    public string Path { get; }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => _header.Entries;

    /// <summary>Texts of <c>__metadata__</c>; empty if the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and validates its header.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="SafetensorsException">The file cannot be read or mapped, or its header breaks a rule.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Map(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SafetensorsException(path, null, SafetensorsRule.Readable, $"it cannot be opened: {fault.Message}", fault);
        }
    }

    /// <summary>Whether the file has a tensor of this name.</summary>
    /// <param name="name">Name, compared exactly.</param>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>The description of a tensor.</summary>
    /// <param name="name">Name, compared exactly.</param>
    /// <exception cref="SafetensorsException">There is none of this name.</exception>
    public SafetensorsEntry Find(string name) => _byName.TryGetValue(name, out var entry) ? entry : throw new SafetensorsException(
        Path, name, SafetensorsRule.KnownName, $"the file has no such tensor; it has {ListNames()}");

    /// <summary>The bytes of a tensor, little-endian, row-major, without copying.</summary>
    /// <param name="name">Name, compared exactly.</param>
    /// <returns>A span that is valid until this file is disposed.</returns>
    /// <exception cref="SafetensorsException">There is none of this name, or it is longer than 2 GiB: ask for parts then.</exception>
    public ReadOnlySpan<byte> GetBytes(string name)
    {
        var entry = Find(name);
        return entry.Length <= int.MaxValue ? GetBytes(name, 0, (int)entry.Length) : throw new SafetensorsException(Path, name,
            SafetensorsRule.SpanLength, $"it is {entry.Length} bytes long, one span holds at most {int.MaxValue}; read it in parts");
    }

    /// <summary>A part of the bytes of a tensor, without copying.</summary>
    /// <param name="name">Name, compared exactly.</param>
    /// <param name="start">First byte, counted from the tensor's beginning.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>A span that is valid until this file is disposed.</returns>
    /// <exception cref="SafetensorsException">There is none of this name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The part lies outside of the tensor.</exception>
    public unsafe ReadOnlySpan<byte> GetBytes(string name, long start, int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var entry = Find(name);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, entry.Length - count);
        return new ReadOnlySpan<byte>(Address(entry) + start, count);
    }

    /// <summary>Ends reading through this object; tensors already taken stay valid.</summary>
    public void Dispose()
    {
        _disposed = true;
        _view.Dispose();
        _map.Dispose();
    }

    private static SafetensorsFile Map(string path)
    {
        // Asked first because opening a pipe would wait for a writer.
        var file = new FileInfo(path);
        if (file.Exists && file.Length < SafetensorsLimits.PrefixBytes)
        {
            SafetensorsHeader.ReadLength([], file.Length, path);
        }

        var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        MemoryMappedFile? map = null;
        try
        {
            var length = stream.Length;
            var header = ReadHeader(stream, length, path);
            map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: false);
            return new SafetensorsFile(path, map, map.CreateViewAccessor(0, length, MemoryMappedFileAccess.CopyOnWrite), header);
        }
        catch
        {
            map?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    private static SafetensorsHeader ReadHeader(FileStream stream, long length, string path)
    {
        var prefix = new byte[SafetensorsLimits.PrefixBytes];
        stream.ReadExactly(prefix);
        var start = new byte[prefix.Length + SafetensorsHeader.ReadLength(prefix, length, path)];
        prefix.CopyTo(start, 0);
        stream.ReadExactly(start.AsSpan(prefix.Length));
        return SafetensorsHeader.Parse(start, length, path);
    }

    private unsafe byte* Base() => (byte*)_view.SafeMemoryMappedViewHandle.DangerousGetHandle() + _view.PointerOffset;

    private unsafe byte* Address(SafetensorsEntry entry) => Base() + _header.DataStart + entry.Offset;

    private string ListNames() => Entries.Count switch
    {
        0 => "none at all",
        <= 8 => string.Join(", ", Entries.Select(entry => SafetensorsException.Shorten(entry.Name))),
        _ => $"{Entries.Count}, among them {string.Join(", ", Entries.Take(8).Select(entry => SafetensorsException.Shorten(entry.Name)))}",
    };
}
