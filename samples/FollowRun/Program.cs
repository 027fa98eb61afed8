// Submits a recipe to a cluster, follows it, and pauses it once its loss is low enough:
//   dotnet run --project samples/FollowRun -- STORE RECIPE.json RUN LOSS
using System.Globalization;
using System.Text.Json;
using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Storage;

if (args is not [var store, var recipe, var name, var enough])
{
    Console.Error.WriteLine("Usage: FollowRun STORE RECIPE.json RUN LOSS");
    return 2;
}

try
{
    await using var client = await CosClient.ConnectAsync(new ClusterSettings { Store = store });
    foreach (var silo in (await client.ClusterAsync()).Silos)
    {
        Console.WriteLine($"silo {silo.Name}: {string.Join(", ", silo.Devices)}");
    }

    var run = client.Run(name);
    await run.SubmitAsync(new RunSubmission { Recipe = await File.ReadAllTextAsync(recipe) });
    var limit = double.Parse(enough, CultureInfo.InvariantCulture);
    await foreach (var line in run.WatchAsync())
    {
        using var happened = JsonDocument.Parse(line.Json);
        if (happened.RootElement.GetProperty("event").GetString() == "step"
            && happened.RootElement.TryGetProperty("loss", out var loss) && loss.GetDouble() <= limit)
        {
            await run.PauseAsync();
            Console.WriteLine($"paused at a loss of {loss}; './cos resume {name}' goes on");
            return 0;
        }
    }

    Console.WriteLine($"the run is over: {(await run.StatusAsync()).Phase}");
    return 0;
}
catch (UserErrorException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 2;
}
