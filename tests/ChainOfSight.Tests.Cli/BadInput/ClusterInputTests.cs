using ChainOfSight.Tests.Cli.Elastic;
using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Tests.Cli.BadInput;

/// <summary>What is wrong with a cluster's name, secret, silo or run is told plainly, and the silo that runs is not disturbed.</summary>
public sealed class ClusterInputTests : IDisposable
{
    private const string Secret = "the secret of this test";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Store_without_a_cluster_is_told_with_how_to_start_one() =>
        (await CosProcess.RunAsync(folder.Path, Environment(), "cluster")).Tells(2, "There is no cluster \"default\"", "./cos silo");

    [Fact]
    public async Task Wrong_settings_of_a_silo_are_told_all_at_once() =>
        (await CosProcess.RunAsync(folder.Path, Environment(), "silo", "--name", "a/b", "--devices", "tpu:0", "--port", "70000")).Tells(2, "3 of its settings are wrong", "a/b", "tpu:0", "70000");

    [Fact]
    public async Task Wrong_input_to_a_running_cluster_is_told_and_disturbs_nothing()
    {
        TinyFiles.Write(folder);
        await using var silo = RunningCos.Start(folder.Path, Environment(), "silo", "--name", "a");
        await silo.UntilAsync("silo a serving", said => said.Contains("Silo a serves", StringComparison.Ordinal));

        (await CosAsync("cluster", "--cluster", "other")).Tells(2, "There is no cluster \"other\"", "There are default");
        (await CosProcess.RunAsync(folder.Path, Environment("another secret altogether"), "cluster")).Tells(2, "different secrets");
        (await CosProcess.RunAsync(folder.Path, Environment("another secret altogether"), "silo", "--name", "b")).Tells(2, "different secrets");
        (await CosAsync("silo", "--name", "a")).Tells(2, "already named 'a'");
        (await CosAsync("cordon", "nobody")).Tells(2, "There is no silo \"nobody\"");
        (await CosAsync("pause", "nothing")).Tells(2, "no run \"nothing\"");
        (await CosAsync("watch", "nothing")).Tells(2, "no run \"nothing\"");
        (await CosAsync("status", "nothing")).Tells(2, "no run \"nothing\"");

        (await CosAsync("submit", "tiny.json")).Tells(0, "Follow it with");
        await CosAsync("watch", "tiny");
        folder.Write("tiny.json", TinyFiles.Recipe.Replace("\"seed\": 3", "\"seed\": 4", StringComparison.Ordinal));
        (await CosAsync("submit", "tiny.json")).Tells(2, "recipe");
        (await CosAsync("cluster")).Tells(0, "a", "alive", "cpu:0");
        Assert.Equal(0, await silo.TerminateAsync());
    }

    private Task<CosResult> CosAsync(params string[] arguments) => CosProcess.RunAsync(folder.Path, Environment(), arguments);

    private Dictionary<string, string?> Environment(string secret = Secret) => new(TinyTraining.Environment(folder.Path)) { ["COS_SECRET"] = secret };
}
