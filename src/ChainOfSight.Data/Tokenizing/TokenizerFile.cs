namespace ChainOfSight.Data.Tokenizing;

/// <summary>Reads a tokenizer's files; what goes wrong becomes a message that names the file.</summary>
internal static class TokenizerFile
{
    /// <summary>Finds a file in a folder, or in the folder <c>package</c> of it as npm packs it.</summary>
    /// <param name="path">The folder, or a file in it.</param>
    /// <param name="name">The file's name.</param>
    /// <exception cref="TokenizerException">It is not there.</exception>
    internal static string Find(string path, string name)
    {
        var folder = File.Exists(path) ? Path.GetDirectoryName(path)! : path;
        string[] places = [Path.Combine(folder, name), Path.Combine(folder, "package", name)];
        return Array.Find(places, File.Exists)
            ?? throw new TokenizerException($"The tokenizer file {name} is not in \"{folder}\". Name the folder that holds it.");
    }

    /// <summary>The file that the settings name, or the one of this name in the folder that they name.</summary>
    /// <exception cref="TokenizerException">It is not there.</exception>
    internal static string FindOnly(string path, string name) => File.Exists(path) ? path : Find(path, name);

    /// <summary>Runs a reader over one file.</summary>
    /// <exception cref="TokenizerException">The file cannot be read or does not hold what it should.</exception>
    internal static T Read<T>(string path, Func<byte[], T> read)
    {
        try
        {
            return read(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or System.Text.Json.JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new TokenizerException($"The tokenizer file {path} cannot be read: {fault.Message} Fetch it again, or name another.", fault);
        }
    }
}
