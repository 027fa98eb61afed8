using System.Globalization;
using System.Text.RegularExpressions;
using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Tests.Cli.Elastic;

/// <summary>Every line of "Elastic in one minute" does what the README says, with real processes, one of which is killed.</summary>
public sealed partial class ElasticReadmeTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, RunningCos> silos = [];
    private readonly Dictionary<string, string?> environment;
    private RunningCos? watch;

    public ElasticReadmeTests()
    {
        environment = TinyTraining.Environment(folder.Path);
        environment["XDG_CONFIG_HOME"] = Path.Combine(folder.Path, "settings");
    }

    public Task InitializeAsync()
    {
        TinyFiles.Write(folder);
        var recipe = TinyFiles.Recipe
            .Replace("\"name\": \"tiny\"", "\"name\": \"quickstart\"", StringComparison.Ordinal)
            .Replace("\"steps\": 3, \"slots\": 1", "\"steps\": 5000, \"slots\": 4", StringComparison.Ordinal)
            .Replace("\"everySteps\": 2", "\"everySteps\": 50", StringComparison.Ordinal);
        folder.Write("recipes/quickstart.json", recipe);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var running in silos.Values.Append(watch).OfType<RunningCos>())
        {
            await running.DisposeAsync();
        }

        folder.Dispose();
    }

    [Fact]
    public async Task Every_line_of_the_readme_does_what_it_says()
    {
        var done = new List<string>();
        foreach (var line in ElasticCommands.OfReadme())
        {
            await RunAsync(line);
            done.Add(line);
        }

        Assert.Equal(11, done.Count);
        Assert.Equal(0, await silos["c"].TerminateAsync());
        Assert.All(silos.Values, silo => Assert.DoesNotContain(" ERR ", silo.Said(), StringComparison.Ordinal));
    }

    private Task RunAsync(string line)
    {
        if (KillForm().Match(line) is { Success: true } kill)
        {
            silos[kill.Groups[1].Value].Kill();
            return StepsAsync();
        }

        Assert.StartsWith("./cos ", line, StringComparison.Ordinal);
        var arguments = line.Split(' ')[1..];
        return arguments switch
        {
            ["silo", "--name", var name] => SiloAsync(name, arguments),
            ["watch", _] => WatchAsync(arguments),
            ["submit", ..] => TellsAsync("Follow it with", arguments),
            ["status", _] => TellsAsync("training", arguments),
            ["cluster"] => TellsAsync("quickstart", arguments),
            ["drain", _] => TellsAsync("gives its replicas up", arguments),
            ["stop", _] => StopAsync(arguments),
            _ => throw new InvalidOperationException($"The test does not know what '{line}' should do; teach it."),
        };
    }

    private async Task SiloAsync(string name, string[] arguments)
    {
        silos[name] = RunningCos.Start(folder.Path, environment, arguments);
        await silos[name].UntilAsync($"silo {name} serving", said => said.Contains($"Silo {name} serves", StringComparison.Ordinal));
        if (watch is not null)
        {
            await StepsAsync();
        }
    }

    private async Task WatchAsync(string[] arguments)
    {
        watch = RunningCos.Start(folder.Path, environment, [.. arguments, "--json"]);
        await StepsAsync();
    }

    // The run goes on: a further step counts, and the next one after it.
    private async Task StepsAsync()
    {
        var first = Step(await watch!.UntilAsync("a step", IsStep));
        await watch.UntilAsync("a later step", line => IsStep(line) && Step(line) > first);
    }

    private async Task StopAsync(string[] arguments)
    {
        await TellsAsync("it stops after this step", arguments);
        await watch!.UntilAsync("the end of the run", line => line.Contains("\"run-finished\"", StringComparison.Ordinal));
    }

    private async Task TellsAsync(string text, string[] arguments) => (await CosProcess.RunAsync(folder.Path, environment, arguments)).Tells(0, text);

    private static bool IsStep(string line) => line.Contains("\"event\":\"step\"", StringComparison.Ordinal);

    private static long Step(string line) => long.Parse(StepForm().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^pkill -9 -f \"cos.dll silo --name (\\w+)\"$")]
    private static partial Regex KillForm();

    [GeneratedRegex("\"step\":([0-9]+)")]
    private static partial Regex StepForm();
}
