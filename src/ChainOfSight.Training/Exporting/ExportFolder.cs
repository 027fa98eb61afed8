namespace ChainOfSight.Training.Exporting;

/// <summary>A folder that appears whole or not at all: written beside its name, then moved there.</summary>
internal sealed class ExportFolder : IDisposable
{
    private readonly string _target;
    private readonly bool _overwrite;

    public ExportFolder(string target, bool overwrite)
    {
        _target = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(target));
        _overwrite = overwrite;
        if (File.Exists(_target) || (Directory.Exists(_target) && !overwrite && Directory.EnumerateFileSystemEntries(_target).Any()))
        {
            throw new ExportException($"{_target} is there already. Name a new folder, or replace it with --overwrite.");
        }

        Path = $"{_target}.{Guid.NewGuid():N}.partial";
        Guarded(() => Directory.CreateDirectory(Path));
    }

    /// <summary>Where to write.</summary>
    public string Path { get; }

    /// <summary>Path of a file, whose folder is made.</summary>
    public string PathOf(params string[] names)
    {
        var path = System.IO.Path.Combine([Path, .. names]);
        Guarded(() => Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!));
        return path;
    }

    /// <summary>Writes a text.</summary>
    public void WriteText(string text, params string[] names)
    {
        var path = PathOf(names);
        Guarded(() => File.WriteAllText(path, text.EndsWith('\n') ? text : text + "\n"));
    }

    /// <summary>Moves the folder to its name.</summary>
    public void Commit() => Guarded(() =>
    {
        if (Directory.Exists(_target))
        {
            Directory.Delete(_target, recursive: _overwrite);
        }

        Directory.Move(Path, _target);
    });

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ExportException($"The export to {_target} cannot be written: {fault.Message} Free space there, or name another folder.", fault);
        }
    }
}
