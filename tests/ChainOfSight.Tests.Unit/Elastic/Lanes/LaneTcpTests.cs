using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Unit.Elastic.Lanes;

/// <summary>What goes over TCP between processes gives the same bits as what is handed over in memory.</summary>
public sealed class LaneTcpTests
{
    [Fact]
    public async Task Lanes_over_tcp_with_a_death_and_a_joiner_have_the_bits_of_lanes_in_memory()
    {
        var recipe = TinyRecipe.ReadOnly("pre");
        await using var memory = new LaneCluster(new MemoryBlobStore(), recipe);
        await memory.OpenAsync(1, 0);
        await memory.StepAsync(0, 0, 6);
        var secret = new byte[32];
        await using var tcp = new LaneCluster(new MemoryBlobStore(), recipe)
        {
            // A hub of its own each, as in processes of their own.
            Wrap = _ => new TcpExchange(new TcpExchangeOptions { Secret = secret, ConnectTimeout = TimeSpan.FromMinutes(2) }, new ExchangeHub(), TimeProvider.System),
        };
        await tcp.OpenAsync(3, 0);
        await tcp.StepAsync(0, 0, 2);
        await tcp.KillAsync(1);
        await tcp.ApplyAsync(0, await tcp.ReduceAsync(0, 2, tcp.Poll()));
        await tcp.JoinAsync(0, 3);
        await tcp.StepAsync(0, 3, 6);

        Assert.Equal(memory.Steps, tcp.Steps);
        Assert.Equal(await memory.HashAsync(), await tcp.HashAsync());
    }

    [Fact]
    public async Task Fast_reduction_over_tcp_has_the_bits_of_one_in_memory()
    {
        var recipe = TinyRecipe.ReadOnly("pre", ("\"threads\": 1", "\"threads\": 1, \"reduction\": \"fast\""));
        await using var memory = new LaneCluster(new MemoryBlobStore(), recipe);
        await memory.OpenAsync(3, 0);
        await memory.StepAsync(0, 0, 4);
        var secret = new byte[32];
        await using var tcp = new LaneCluster(new MemoryBlobStore(), recipe)
        {
            Wrap = _ => new TcpExchange(new TcpExchangeOptions { Secret = secret, ConnectTimeout = TimeSpan.FromMinutes(2) }, new ExchangeHub(), TimeProvider.System),
        };
        await tcp.OpenAsync(3, 0);
        await tcp.StepAsync(0, 0, 4);

        Assert.Equal(memory.Steps, tcp.Steps);
        Assert.Equal(await memory.HashAsync(), await tcp.HashAsync());
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("fast")]
    public async Task Payloads_are_made_once_and_not_at_every_step(string reduction)
    {
        var recipe = TinyRecipe.ReadOnly("words", ("\"threads\": 1", $"\"threads\": 1, \"reduction\": \"{reduction}\""), ("\"steps\": 6", "\"steps\": 40"));
        var exchanges = new List<TcpExchange>();
        var secret = new byte[32];
        await using var cluster = new LaneCluster(new MemoryBlobStore(), recipe)
        {
            Wrap = _ =>
            {
                exchanges.Add(new TcpExchange(new TcpExchangeOptions { Secret = secret, ConnectTimeout = TimeSpan.FromMinutes(2) }, new ExchangeHub(), TimeProvider.System));
                return exchanges[^1];
            },
        };
        await cluster.OpenAsync(3, 0);
        await cluster.StepAsync(0, 0, 40);

        // How many are in use at once depends on who is faster, and is at most what two steps send; without reuse they would be 240 at least.
        Assert.InRange(cluster.Lanes.Sum(lane => ((ReplicaLane)lane).PayloadsMade), 1, 150);
        Assert.InRange(exchanges.Sum(exchange => exchange.PayloadsMade), 1, 150);
    }
}
