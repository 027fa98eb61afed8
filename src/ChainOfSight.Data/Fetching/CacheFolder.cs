namespace ChainOfSight.Data.Fetching;

/// <summary>Where downloads and prepared data are kept: <c>${COS_CACHE:-${XDG_CACHE_HOME:-~/.cache}/chainofsight}</c>.</summary>
public static class CacheFolder
{
    /// <summary>The folder of this machine and user.</summary>
    public static string Path => Resolve(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>Decides the folder from the environment.</summary>
    /// <param name="variable">Value of an environment variable, or null.</param>
    /// <param name="home">The user's home folder.</param>
    public static string Resolve(Func<string, string?> variable, string home)
    {
        if (variable("COS_CACHE") is { Length: > 0 } own)
        {
            return System.IO.Path.GetFullPath(own);
        }

        var caches = variable("XDG_CACHE_HOME") is { Length: > 0 } xdg && System.IO.Path.IsPathRooted(xdg) ? xdg : System.IO.Path.Combine(home, ".cache");
        return System.IO.Path.Combine(caches, "chainofsight");
    }

    /// <summary>Whether downloads are forbidden: <c>COS_OFFLINE</c> is set to anything but 0.</summary>
    public static bool IsOffline(Func<string, string?> variable) => variable("COS_OFFLINE") is { Length: > 0 } and not "0";
}
