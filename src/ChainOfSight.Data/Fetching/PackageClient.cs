using System.Formats.Tar;
using System.IO.Compression;

namespace ChainOfSight.Data.Fetching;

/// <summary>Downloads and unpacks packages through the clients that the machine has, as they are configured.</summary>
/// <param name="programs">Runs the clients.</param>
/// <param name="isPrivileged">Whether this user may refresh apt's lists.</param>
public sealed class PackageClient(IProgramRunner programs, bool isPrivileged)
{
    /// <summary>Fetches one package.</summary>
    /// <param name="package">Which.</param>
    /// <param name="folder">Empty folder that receives its files.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <returns>Name of the file that was downloaded, which tells its version.</returns>
    /// <exception cref="FetchException">The client is missing, knows no such package, or failed.</exception>
    public async Task<string> FetchAsync(PackageReference package, string folder, CancellationToken cancellationToken = default)
    {
        var download = Directory.CreateDirectory(folder + ".download").FullName;
        try
        {
            return package.Feed == PackageFeed.Debian
                ? await FetchDebianAsync(package, download, folder, cancellationToken).ConfigureAwait(false)
                : await FetchNpmAsync(package, download, folder, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(download, recursive: true);
        }
    }

    private async Task<string> FetchDebianAsync(PackageReference package, string download, string folder, CancellationToken cancellationToken)
    {
        var result = await RunAsync(package, "apt-get", ["download", package.ToString()], download, cancellationToken).ConfigureAwait(false);
        if (IsUnknown(result) && isPrivileged)
        {
            await RunAsync(package, "apt-get", ["update"], download, cancellationToken).ConfigureAwait(false);
            result = await RunAsync(package, "apt-get", ["download", package.ToString()], download, cancellationToken).ConfigureAwait(false);
        }

        if (IsUnknown(result))
        {
            throw new FetchException(package.ToString(), "apt knows no such package; its lists may be empty. Run 'sudo apt-get update' and try again.");
        }

        Check(package, "apt-get download", result);
        var file = Downloaded(package, download, "*.deb");
        Check(package, "dpkg-deb -x", await RunAsync(package, "dpkg-deb", ["-x", file, folder], download, cancellationToken).ConfigureAwait(false));
        return Path.GetFileName(file);
    }

    private async Task<string> FetchNpmAsync(PackageReference package, string download, string folder, CancellationToken cancellationToken)
    {
        Check(package, "npm pack", await RunAsync(package, "npm", ["pack", package.ToString(), "--silent"], download, cancellationToken).ConfigureAwait(false));
        var file = Downloaded(package, download, "*.tgz");
        Directory.CreateDirectory(folder);
        try
        {
            await using var archive = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            await TarFile.ExtractToDirectoryAsync(archive, folder, overwriteFiles: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new FetchException(package.ToString(), $"its archive can't be unpacked: {e.Message} Try again; if it stays so, the package is damaged.");
        }

        return Path.GetFileName(file);
    }

    private async Task<ProgramResult> RunAsync(PackageReference package, string program, string[] arguments, string folder, CancellationToken cancellationToken) =>
        await programs.RunAsync(program, arguments, folder, cancellationToken).ConfigureAwait(false)
        ?? throw new FetchException(package.ToString(), $"there is no program '{program}' on this machine. {Advice(package.Feed)}");

    private static string Advice(PackageFeed feed) => feed == PackageFeed.Npm
        ? "Install npm (Debian: 'sudo apt-get install npm') and try again."
        : "The set comes as a Debian package; fetch it on a Debian or Ubuntu machine and copy the cache folder, or import pictures of your own with 'cos data import'.";

    private static bool IsUnknown(ProgramResult result) =>
        result.ExitCode != 0 && (result.Errors.Contains("Unable to locate package", StringComparison.Ordinal) || result.Errors.Contains("No packages found", StringComparison.Ordinal)
            || result.Errors.Contains("no installation candidate", StringComparison.Ordinal));

    private static void Check(PackageReference package, string command, ProgramResult result)
    {
        if (result.ExitCode != 0)
        {
            throw new FetchException(package.ToString(), $"'{command}' ended with code {result.ExitCode}: {result.Said} Check the connection and the free space, then try again.");
        }
    }

    private static string Downloaded(PackageReference package, string download, string pattern) =>
        Directory.EnumerateFiles(download, pattern).FirstOrDefault()
        ?? throw new FetchException(package.ToString(), $"its client reported success but left no {pattern} file. Try again.");
}
