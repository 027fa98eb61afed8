using System.Text.RegularExpressions;

namespace ChainOfSight.Tests.Cli;

/// <summary>Help is worth reading, and a wrong command line is told in a few lines.</summary>
public sealed partial class HelpTests
{
    private static readonly string Folder = Path.GetTempPath();

    [Fact]
    public async Task Help_of_every_verb_has_examples()
    {
        var root = await CosProcess.RunAsync(Folder, "--help");

        var verbs = VerbLine().Matches(root.Output[root.Output.IndexOf("Commands:", StringComparison.Ordinal)..])
            .Select(match => match.Groups[1].Value).ToArray();

        Assert.Contains("train", verbs);
        foreach (var verb in verbs)
        {
            var help = await CosProcess.RunAsync(Folder, verb, "--help");
            Assert.Equal(0, help.ExitCode);
            Assert.True(help.Output.Contains("Examples:", StringComparison.Ordinal), $"`cos {verb} --help` shows no examples:\n{help.Output}");
        }
    }

    [Fact]
    public async Task Version_names_the_engines_and_the_library_that_was_loaded()
    {
        var result = await CosProcess.RunAsync(Folder, "--version");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^cos \d+\.\d+\.\d+\S*\nactors +\S+ \d.*\ntensors +(LibTorch|TorchSharp), libtorch \d+\.\d+.*\nlibtorch +\S*libtorch_cpu", result.Output);
    }

    [Fact]
    public async Task Misspelt_verb_is_told_with_the_closest_one()
    {
        var result = await CosProcess.RunAsync(Folder, "trian");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("did you mean `train`?", result.Error, StringComparison.Ordinal);
        result.ShowsNoStackTrace();
    }

    [Fact]
    public async Task Unknown_option_is_told_with_where_help_is()
    {
        var result = await CosProcess.RunAsync(Folder, "train", "--fast");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--fast", result.Error, StringComparison.Ordinal);
        Assert.Contains("./cos train --help", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Misspelt_option_is_told_with_the_closest_one() =>
        (await CosProcess.RunAsync(Folder, "train", "--restrat")).Tells(2, "--restrat", "did you mean `--restart`?");

    [GeneratedRegex(@"^  (\w+)", RegexOptions.Multiline)]
    private static partial Regex VerbLine();
}
