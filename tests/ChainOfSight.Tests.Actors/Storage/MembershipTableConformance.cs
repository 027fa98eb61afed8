using System.Net;
using ChainOfSight.Clustering;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Actors.Storage;

/// <summary>What the membership table promises over every blob store; the same as Orleans' own tests ask of its tables.</summary>
public abstract class MembershipTableConformance
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Opens an empty store.</summary>
    protected abstract IBlobStore Open();

    [Fact]
    public async Task New_table_is_empty_at_version_zero_however_often_it_is_made()
    {
        var store = Open();
        var first = await MadeAsync(store);
        await MadeAsync(store);
        var data = await first.ReadAllAsync();
        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
        Assert.NotEmpty(data.Version.VersionEtag);
    }

    [Fact]
    public async Task Insert_adds_the_row_and_moves_version_and_etag()
    {
        var table = await MadeAsync(Open());
        var before = (await table.ReadAllAsync()).Version;
        var entry = Entry(1);
        Assert.True(await table.InsertRowAsync(entry, before.Next()));
        var data = await table.ReadAllAsync();
        Assert.Equal(1, data.Version.Version);
        Assert.NotEqual(before.VersionEtag, data.Version.VersionEtag);
        Assert.Equal(entry.ToFullString(), data.TryGet(entry.SiloAddress)!.Item1.ToFullString());
        Assert.NotEmpty(data.TryGet(entry.SiloAddress)!.Item2);
    }

    [Fact]
    public async Task Insert_with_an_old_version_or_of_a_silo_that_has_a_row_is_refused()
    {
        var table = await MadeAsync(Open());
        var old = (await table.ReadAllAsync()).Version.Next();
        Assert.True(await table.InsertRowAsync(Entry(1), old));
        Assert.False(await table.InsertRowAsync(Entry(1), old));
        Assert.False(await table.InsertRowAsync(Entry(2), old));
        Assert.False(await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next()));
        Assert.Equal(1, (await table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task Update_needs_the_rows_etag_and_the_tables()
    {
        var table = await MadeAsync(Open());
        var entry = Entry(1);
        var oldVersion = (await table.ReadAllAsync()).Version.Next();
        Assert.False(await table.UpdateRowAsync(entry, "none", oldVersion));
        Assert.True(await table.InsertRowAsync(entry, oldVersion));
        var data = await table.ReadAllAsync();
        var etag = data.Members[0].Item2;
        Assert.False(await table.UpdateRowAsync(entry, etag, oldVersion));
        Assert.False(await table.UpdateRowAsync(entry, "wrong", data.Version.Next()));
        entry.Status = SiloStatus.Dead;
        entry.AddSuspector(Entry(2).SiloAddress, Noon.AddSeconds(5));
        Assert.True(await table.UpdateRowAsync(entry, etag, data.Version.Next()));
        Assert.False(await table.UpdateRowAsync(entry, etag, data.Version.Next()));
        var after = await table.ReadRowAsync(entry.SiloAddress);
        Assert.Equal(entry.ToFullString(), after.Members.Single().Item1.ToFullString());
        Assert.False(await table.UpdateRowAsync(entry, etag, after.Version.Next()));
        Assert.Equal(2, after.Version.Version);
    }

    [Fact]
    public async Task Etag_of_a_row_stays_while_other_rows_change()
    {
        var table = await MadeAsync(Open());
        Assert.True(await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next()));
        var first = (await table.ReadRowAsync(Entry(1).SiloAddress)).Members[0].Item2;
        Assert.True(await table.InsertRowAsync(Entry(2), (await table.ReadAllAsync()).Version.Next()));
        var data = await table.ReadAllAsync();
        Assert.Equal(first, data.TryGet(Entry(1).SiloAddress)!.Item2);
        Assert.True(await table.UpdateRowAsync(Entry(1), first, data.Version.Next()));
        Assert.Equal(2, (await table.ReadAllAsync()).Members.Count);
    }

    [Fact]
    public async Task Row_that_is_not_there_is_read_as_none_with_the_tables_version()
    {
        var table = await MadeAsync(Open());
        Assert.True(await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next()));
        var data = await table.ReadRowAsync(Entry(2).SiloAddress);
        Assert.Empty(data.Members);
        Assert.Equal((await table.ReadAllAsync()).Version, data.Version);
    }

    [Fact]
    public async Task Sign_of_life_changes_its_time_alone()
    {
        var table = await MadeAsync(Open());
        var entry = Entry(1);
        Assert.True(await table.InsertRowAsync(entry, (await table.ReadAllAsync()).Version.Next()));
        var before = await table.ReadAllAsync();
        await table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = Noon.AddSeconds(30) });
        var after = await table.ReadAllAsync();
        Assert.Equal(before.Version, after.Version);
        entry.IAmAliveTime = Noon.AddSeconds(30);
        Assert.Equal(entry.ToFullString(), after.Members.Single().Item1.ToFullString());
        Assert.True(await table.UpdateRowAsync(entry, before.Members[0].Item2, before.Version.Next()));
    }

    [Fact]
    public async Task Of_many_inserts_at_one_version_exactly_one_wins()
    {
        var table = await MadeAsync(Open());
        var next = (await table.ReadAllAsync()).Version.Next();
        var wins = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => Task.Run(() => table.InsertRowAsync(Entry(i), next))));
        Assert.Single(wins, won => won);
        Assert.Single((await table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task Many_updates_by_compare_and_swap_lose_none()
    {
        var table = await MadeAsync(Open());
        Assert.True(await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next()));
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(async () =>
        {
            while (true)
            {
                var data = await table.ReadAllAsync();
                var (entry, etag) = data.Members.Single();
                entry.ProxyPort++;
                if (await table.UpdateRowAsync(entry, etag, data.Version.Next()))
                {
                    return;
                }
            }
        })));
        var (after, _) = (await table.ReadAllAsync()).Members.Single();
        Assert.Equal(8, after.ProxyPort - Entry(1).ProxyPort);
        Assert.Equal(9, (await table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task Clean_up_takes_only_the_dead_that_were_not_heard_since()
    {
        var table = await MadeAsync(Open());
        foreach (var entry in new[] { Entry(1, SiloStatus.Dead), Entry(2), Entry(3, SiloStatus.Dead), Entry(4, SiloStatus.Dead) })
        {
            Assert.True(await table.InsertRowAsync(entry, (await table.ReadAllAsync()).Version.Next()));
        }

        await table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = Entry(3).SiloAddress, IAmAliveTime = Noon.AddDays(2) });
        await table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Noon.AddDays(1)));
        var left = (await table.ReadAllAsync()).Members.Select(row => row.Item1.SiloAddress.Generation).Order();
        Assert.Equal([2, 3], left);
    }

    [Fact]
    public async Task Clusters_in_one_store_do_not_see_each_other_and_are_deleted_alone()
    {
        var store = Open();
        var one = await MadeAsync(store, "one");
        var two = await MadeAsync(store, "two");
        Assert.True(await one.InsertRowAsync(Entry(1), (await one.ReadAllAsync()).Version.Next()));
        Assert.Empty((await two.ReadAllAsync()).Members);
        Assert.True(await two.InsertRowAsync(Entry(2), (await two.ReadAllAsync()).Version.Next()));
        await one.DeleteMembershipTableEntriesAsync("one");
        Assert.Empty((await one.ReadAllAsync()).Members);
        Assert.Single((await two.ReadAllAsync()).Members);
    }

    [Theory]
    [InlineData(Outcome.LosesReply)]
    [InlineData(Outcome.LosesReplyThenConflicts)]
    public async Task Insert_whose_reply_is_lost_is_recognised_as_done(Outcome outcome)
    {
        var store = new ScriptedStore(Open());
        var table = await MadeAsync(store);
        store.Next = outcome;
        Assert.True(await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next()));
        Assert.Single((await table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task Names_without_a_token_do_the_same()
    {
        BlobMembershipTable table = new BlobMembershipTable(Open(), "one");
#pragma warning disable CS0618 // Orleans before 10.4 knows only these.
        await table.InitializeMembershipTable(true);
        Assert.True(await table.InsertRow(Entry(1), (await table.ReadAll()).Version.Next()));
        await table.UpdateIAmAlive(Entry(1));
        var data = await table.ReadRow(Entry(1).SiloAddress);
        Assert.True(await table.UpdateRow(Entry(1, SiloStatus.Dead), data.Members[0].Item2, data.Version.Next()));
        await table.CleanupDefunctSiloEntries(new DateTimeOffset(Noon.AddDays(9)));
        Assert.Empty((await table.ReadAll()).Members);
        await table.DeleteMembershipTableEntries("one");
#pragma warning restore CS0618
    }

    private static async Task<BlobMembershipTable> MadeAsync(IBlobStore store, string cluster = "one")
    {
        var table = new BlobMembershipTable(store, cluster);
        await table.InitializeMembershipTableAsync(true);
        return table;
    }

    private static MembershipEntry Entry(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 7000 + number), number),
        SiloName = $"silo-{number}",
        HostName = "here",
        Status = status,
        ProxyPort = 30_000,
        RoleName = number % 2 == 0 ? "cordoned" : null,
        StartTime = Noon,
        IAmAliveTime = Noon.AddSeconds(1),
        SuspectTimes = number % 2 == 0 ? null : [Tuple.Create(SiloAddress.New(new IPEndPoint(IPAddress.IPv6Loopback, 1), 9), Noon.AddSeconds(2))],
    };
}
