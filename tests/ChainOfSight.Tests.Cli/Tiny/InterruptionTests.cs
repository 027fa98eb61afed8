namespace ChainOfSight.Tests.Cli.Tiny;

/// <summary>Ctrl-C ends training after the current step with a checkpoint, and the same command goes on from it.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Interrupted_training_keeps_its_steps_and_goes_on()
    {
        TinyFiles.Write(folder);
        folder.Write("tiny.json", TinyFiles.Recipe.Replace("\"steps\": 3", "\"steps\": 1000000", StringComparison.Ordinal).Replace("\"everySteps\": 2", "\"everySteps\": 500000", StringComparison.Ordinal));

        (await InterruptAsync("  step ")).Tells(130, "stopping after this step", "was interrupted", "The same command goes on with it");

        (await InterruptAsync("going on from pre-")).Tells(130, "was interrupted");
    }

    private Task<CosResult> InterruptAsync(string until) => CosProcess.InterruptAsync(folder.Path, TinyTraining.Environment(folder.Path), until, "train", "tiny.json");
}
