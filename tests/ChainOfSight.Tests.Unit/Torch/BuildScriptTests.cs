using System.Diagnostics;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>The native build says what is missing and how to get it.</summary>
public sealed class BuildScriptTests
{
    // Each missing thing has its own message, found before anything is compiled.
    [Theory]
    [InlineData("CXX", "no-such-compiler", "apt-get install g++")]
    [InlineData("LIBTORCH", "/no/such/folder", "LIBTORCH=/no/such/folder holds no lib/libtorch_cpu.so")]
    public async Task Missing_part_is_named_with_its_remedy(string variable, string value, string expected)
    {
        var start = new ProcessStartInfo("bash", [Script(), Path.Combine(Path.GetTempPath(), "cos-never-written")])
        {
            RedirectStandardError = true,
            Environment = { [variable] = value },
        };
        using var process = Process.Start(start)!;
        var text = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(": error COS", text, StringComparison.Ordinal);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChainOfSight.Actors.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "src", "ChainOfSight.Torch", "native", "build.sh");
    }
}
