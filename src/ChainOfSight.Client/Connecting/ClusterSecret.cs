using System.Security.Cryptography;
using ChainOfSight.Storage;

namespace ChainOfSight.Client;

/// <summary>
/// The secret that the processes of a cluster share. Without one of their own they use that of the user, who alone can read it: so that silos and clients of one
/// user find each other on a machine and those of others don't get in.
/// </summary>
public static class ClusterSecret
{
    /// <summary>Fewest characters of a secret.</summary>
    public const int Shortest = 16;

    /// <summary>The file with the user's secret: <c>chainofsight/secret</c> in the folder for configuration.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="home">The user's home folder.</param>
    public static string UserFile(Func<string, string?> variable, string home)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var configuration = variable("XDG_CONFIG_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg) ? xdg : Path.Combine(home, ".config");
        return Path.Combine(configuration, "chainofsight", "secret");
    }

    /// <summary>The user's secret; made at its first use.</summary>
    /// <exception cref="UserErrorException">The file cannot be read or made, or is too short.</exception>
    public static string OfUser() => ReadOrMake(UserFile(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)));

    /// <summary>Reads a secret from a file.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it holds fewer than 16 characters.</exception>
    public static string Read(string path)
    {
        try
        {
            var secret = File.ReadAllText(path).Trim();
            return secret.Length >= Shortest
                ? secret
                : throw new UserErrorException($"The file '{path}' holds a secret of {secret.Length} characters, at least {Shortest} are needed. Make one with: openssl rand -hex 16 > '{path}'");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The file of the cluster's secret '{path}' cannot be read ({e.Message}). Name a file that is there and that you may read.", e);
        }
    }

    /// <summary>Reads a secret from a file, or makes the file with a random one that only this user can read.</summary>
    /// <exception cref="UserErrorException">The file cannot be read or made, or is too short.</exception>
    public static string ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            TryMake(path);
        }

        return Read(path);
    }

    // Two processes may start at once: each writes a file of its own, and one of them gets the name.
    private static void TryMake(string path)
    {
        var own = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var access = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var writer = new StreamWriter(own, access))
            {
                writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            }

            File.Move(own, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(own);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The cluster's secret cannot be kept in '{path}' ({e.Message}). Name a file with COS_SECRETFILE, or set COS_SECRET.", e);
        }
    }
}
