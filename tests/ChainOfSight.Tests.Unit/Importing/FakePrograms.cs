using System.Formats.Tar;
using System.IO.Compression;
using ChainOfSight.Data.Fetching;

namespace ChainOfSight.Tests.Unit.Importing;

/// <summary>apt-get, dpkg-deb and npm as the test wants them; notes every call.</summary>
public sealed class FakePrograms : IProgramRunner
{
    public List<string> Calls { get; } = [];

    /// <summary>Programs that are not on the machine.</summary>
    public HashSet<string> Missing { get; } = [];

    /// <summary>What a call answers instead of success; null lets it succeed.</summary>
    public Func<string, ProgramResult?> Answer { get; set; } = _ => null;

    /// <summary>Files of a package after unpacking: path and content.</summary>
    public List<(string Path, string Content)> Files { get; } = [("package/file.txt", "content")];

    public async Task<ProgramResult?> RunAsync(string program, IReadOnlyList<string> arguments, string workingFolder, CancellationToken cancellationToken)
    {
        if (Missing.Contains(program))
        {
            return null;
        }

        var call = $"{program} {string.Join(' ', arguments.Select(argument => Path.GetFileName(argument)))}";
        Calls.Add(call);
        if (Answer(call) is { } answer)
        {
            return answer;
        }

        switch (program, arguments[0])
        {
            case ("apt-get", "download"):
                await File.WriteAllTextAsync(Path.Combine(workingFolder, $"{arguments[1]}_1.0_all.deb"), "deb", cancellationToken);
                break;
            case ("dpkg-deb", _):
                await UnpackAsync(arguments[2]);
                break;
            case ("npm", _):
                await PackAsync(Path.Combine(workingFolder, arguments[1].Replace('@', '-') + ".tgz"));
                break;
        }

        return new ProgramResult(0, "", "");
    }

    private async Task UnpackAsync(string folder)
    {
        foreach (var (path, content) in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            await File.WriteAllTextAsync(Path.Combine(folder, path), content);
        }
    }

    private async Task PackAsync(string archive)
    {
        await using var stream = new GZipStream(File.Create(archive), CompressionLevel.Fastest);
        await using var tar = new TarWriter(stream);
        foreach (var (path, content) in Files)
        {
            await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)) });
        }
    }
}
