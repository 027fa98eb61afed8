using System.Text;
using ChainOfSight.Data.Quarantine;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Quarantine;

/// <summary>Each bad sample counts once, budgets name what went over, and the ledger survives in a store.</summary>
public sealed class QuarantineLedgerTests
{
    [Fact]
    public void Sample_met_again_counts_once()
    {
        var ledger = new QuarantineLedger();
        Assert.Equal(2, ledger.Commit([Entry("a", 1), Entry("a", 2), Entry("a", 1)]).Count);
        Assert.Equal("b", ledger.Commit([Entry("a", 2), Entry("b", 2)]).Single().Source);
        Assert.Equal(3, ledger.Entries.Count);
    }

    [Theory]
    [InlineData(3, 2, null)]
    [InlineData(2, 2, "run's budget is 2")]
    [InlineData(9, 1, "source 'a' can't be used, the budget per source is 1")]
    public void Budget_is_judged_per_run_and_per_source(int perRun, int perSource, string? reason)
    {
        var ledger = new QuarantineLedger();
        ledger.Commit([Entry("a", 1), Entry("a", 2), Entry("b", 1)]);
        var over = ledger.OverBudget(new QuarantineBudget { PerRun = perRun, PerSource = perSource });
        Assert.Equal(reason is null, over is null);
        Assert.Contains(reason ?? "", over ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_is_the_same_after_saving_and_loading()
    {
        var store = new MemoryBlobStore();
        Assert.Empty((await QuarantineLedgerFile.LoadAsync(store, "runs/a/quarantine.json")).Entries);
        var ledger = new QuarantineLedger();
        ledger.Commit([Entry("b", 2), Entry("a", 1)]);
        await QuarantineLedgerFile.SaveAsync(store, "runs/a/quarantine.json", ledger);
        Assert.Equal(ledger.Entries, (await QuarantineLedgerFile.LoadAsync(store, "runs/a/quarantine.json")).Entries);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""[{"source":"a"}]""")]
    public async Task Blob_that_is_no_ledger_is_refused_by_name(string json)
    {
        var store = new MemoryBlobStore();
        await store.WriteAsync("q.json", Encoding.UTF8.GetBytes(json));
        var error = await Assert.ThrowsAsync<ShardFormatException>(() => QuarantineLedgerFile.LoadAsync(store, "q.json"));
        Assert.Contains("q.json", error.Message, StringComparison.Ordinal);
    }

    private static QuarantineEntry Entry(string source, int index) => new(source, "s-00000.tar", index, 512, "it is bad", "00");
}
