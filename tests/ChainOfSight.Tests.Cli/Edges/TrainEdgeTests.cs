using ChainOfSight.Tests.Cli.Elastic;
using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Tests.Cli.Edges;

/// <summary>One process at a time trains a run, and whatever ends it, the same command goes on.</summary>
public sealed class TrainEdgeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TrainEdgeTests()
    {
        TinyFiles.Write(folder);
        folder.Write("tiny.json", TinyFiles.Recipe.Replace("\"steps\": 3", "\"steps\": 1000000", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Promise: a second process is refused and disturbs nothing; once the first was killed, the next goes on from its checkpoint.</summary>
    [Fact]
    public async Task Second_training_of_a_run_is_refused_and_a_killed_one_is_gone_on_with()
    {
        await using var first = RunningCos.Start(folder.Path, TinyTraining.Environment(folder.Path), "train", "tiny.json", "--json");
        await first.UntilAsync("a checkpoint", line => line.Contains("\"event\":\"checkpoint\"", StringComparison.Ordinal));

        (await CosProcess.RunAsync(folder.Path, TinyTraining.Environment(folder.Path), "train", "tiny.json")).Tells(2, "is being trained by process", "--run NAME", "./cos silo");
        await first.UntilAsync("a further step", line => line.Contains("\"event\":\"step\"", StringComparison.Ordinal));

        first.Kill();
        await first.EndAsync();
        (await CosProcess.InterruptAsync(folder.Path, TinyTraining.Environment(folder.Path), "going on from pre-", "train", "tiny.json")).Tells(130, "was interrupted");
    }

    /// <summary>Promise: a cluster and a process without one refuse each other's run of the same name in the same store, and say who has it; what one left the other goes on with.</summary>
    [Fact]
    public async Task Cluster_and_training_refuse_each_others_run()
    {
        var environment = new Dictionary<string, string?>(TinyTraining.Environment(folder.Path)) { ["COS_SECRET"] = "the secret of this test" };
        await using var silo = RunningCos.Start(folder.Path, environment, "silo", "--name", "a");
        await silo.UntilAsync("silo a serving", said => said.Contains("Silo a serves", StringComparison.Ordinal));
        (await CosProcess.RunAsync(folder.Path, environment, "submit", "tiny.json")).Tells(0, "Follow it with");

        (await CosProcess.RunAsync(folder.Path, environment, "train", "tiny.json")).Tells(2, "is being trained by the cluster \"default\"", " since 20", "./cos stop tiny --cluster default", "--run NAME");

        (await CosProcess.RunAsync(folder.Path, environment, "stop", "tiny")).Tells(0, "it stops after this step");
        await CosProcess.RunAsync(folder.Path, environment, "watch", "tiny");
        await using var training = RunningCos.Start(folder.Path, environment, "train", "tiny.json", "--json");
        await training.UntilAsync("a step", line => line.Contains("\"event\":\"step\"", StringComparison.Ordinal));
        (await CosProcess.RunAsync(folder.Path, environment, "submit", "tiny.json")).Tells(2, "is being trained by process", " since 20", "Ctrl-C", "--run NAME");

        training.Kill();
        await training.EndAsync();
        (await CosProcess.RunAsync(folder.Path, environment, "submit", "tiny.json")).Tells(0, "Follow it with");
        Assert.Equal(0, await silo.TerminateAsync());
        Assert.DoesNotContain(" ERR ", silo.Said(), StringComparison.Ordinal);
    }

    /// <summary>Promise: a loss that is not finite ends the command with stage, step, samples and what to change, and keeps the checkpoints.</summary>
    [Fact]
    public async Task Loss_that_is_not_finite_is_told_with_what_to_change()
    {
        folder.Write("wild.json", TinyFiles.Recipe.Replace("\"learningRate\": 0.01", "\"learningRate\": 10, \"optimizer\": { \"clip\": 0, \"weightDecay\": 1 }", StringComparison.Ordinal).Replace("\"steps\": 3", "\"steps\": 1000", StringComparison.Ordinal));

        (await CosProcess.RunAsync(folder.Path, TinyTraining.Environment(folder.Path), "train", "wild.json")).Tells(2, "Stage \"pre\", step", "Samples:", "Lower learningRate", "nonFinite");
    }
}
