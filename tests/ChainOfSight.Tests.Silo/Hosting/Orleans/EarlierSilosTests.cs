using System.Net;
using System.Net.Sockets;
using System.Reflection;
using ChainOfSight.Clustering;
using ChainOfSight.Silo.Hosting;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Silo.Stopping;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChainOfSight.Tests.Silo.Hosting;

/// <summary>A newcomer and the rows of silos before it.</summary>
public sealed class EarlierSilosTests : IDisposable
{
    private readonly BlobMembershipTable table = new(new MemoryBlobStore(), "test");
    private readonly ManualClock clock = new();
    private readonly SecretListener living = new("sixteen-characters");
    private readonly IPEndPoint closed;

    public EarlierSilosTests()
    {
        using var gone = new TcpListener(IPAddress.Loopback, 0);
        gone.Start();
        closed = (IPEndPoint)gone.LocalEndpoint;
    }

    public void Dispose() => living.Dispose();

    [Fact]
    public async Task Name_of_a_living_silo_is_refused()
    {
        await AddAsync("a", living.Endpoint);

        var refused = await Assert.ThrowsAsync<OrleansConfigurationException>(() => ClearAsync(table, "a"));

        Assert.Contains($"A living silo at {living.Endpoint} is already named 'a'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["a Active"], await RowsAsync());
    }

    /// <summary>Promise: a newcomer with another secret is told so, with whom, instead of waiting for ever.</summary>
    [Fact]
    public async Task Other_secret_than_that_of_a_living_silo_is_refused()
    {
        await AddAsync("a", living.Endpoint);

        var refused = await Assert.ThrowsAsync<OrleansConfigurationException>(() => ClearAsync(table, "b", "another secret of ours"));

        Assert.Contains($"'b' and the silo 'a' at {living.Endpoint} have different secrets for the cluster \"test\"", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Promise: a silo that is started again does not wait, and leaves the rows of others to those that live.</summary>
    [Fact]
    public async Task Dead_namesake_is_buried_and_others_are_left_to_the_living()
    {
        await AddAsync("a", closed);
        await AddAsync("b", closed);
        await AddAsync("c", living.Endpoint);

        await ClearAsync(table, "a");

        Assert.Equal(["a Dead", "b Active", "c Active"], await RowsAsync());
    }

    /// <summary>Promise: of two that start again at once, the one whose write comes second buries its namesake all the same.</summary>
    [Fact]
    public async Task Conflict_with_another_newcomer_is_met_by_reading_again()
    {
        await AddAsync("a", closed);
        await AddAsync("b", closed);
        var first = true;
        var disturbed = Disturbed.Of(table, async () =>
        {
            if (first)
            {
                first = false;
                await BuryAsync("b");
            }
        });

        await ClearAsync(disturbed, "a");

        Assert.False(first);
        Assert.Equal(["a Dead", "b Dead"], await RowsAsync());
    }

    /// <summary>Promise: after the death of all, a newcomer of another name gets in once the signs of life are stale, and not before.</summary>
    [Fact]
    public async Task Dead_cluster_is_buried_once_its_signs_of_life_are_stale()
    {
        await AddAsync("a", closed);
        await AddAsync("b", closed);

        var clearing = ClearAsync(table, "c");
        while (!clearing.IsCompleted)
        {
            // Only where it pauses: between two it asks real ports.
            Assert.True(clock.GetUtcNow() - DateTimeOffset.UnixEpoch < TimeSpan.FromSeconds(20), "It waits for longer than for three signs of life.");
            clock.Next();
            await Task.Yield();
        }

        await clearing;
        Assert.True(clock.GetUtcNow() - DateTimeOffset.UnixEpoch > TimeSpan.FromSeconds(15));
        Assert.Equal(["a Dead", "b Dead"], await RowsAsync());
    }

    private Task ClearAsync(IMembershipTable rows, string name, string secret = "sixteen-characters") => new EarlierSilos(rows, new SecretConnection("test", secret, TimeProvider.System), clock, NullLogger<EarlierSilos>.Instance).ClearAsync(name, CancellationToken.None);

    private async Task AddAsync(string name, IPEndPoint endpoint)
    {
        await table.InitializeMembershipTable(true);
        var data = await table.ReadAll();
        var now = clock.GetUtcNow().UtcDateTime;
        var entry = new MembershipEntry { SiloAddress = SiloAddress.New(endpoint, 1 + data.Members.Count), SiloName = name, HostName = "here", Status = SiloStatus.Active, StartTime = now, IAmAliveTime = now };
        Assert.True(await table.InsertRow(entry, data.Version.Next()));
    }

    private async Task BuryAsync(string name)
    {
        var data = await table.ReadAll();
        var (entry, etag) = data.Members.Single(row => row.Item1.SiloName == name);
        entry.Status = SiloStatus.Dead;
        Assert.True(await table.UpdateRow(entry, etag, data.Version.Next()));
    }

    private async Task<IEnumerable<string>> RowsAsync() => (await table.ReadAll()).Members.Select(row => $"{row.Item1.SiloName} {row.Item1.Status}").Order(StringComparer.Ordinal);

    /// <summary>A table to which something happens just before each change of a row.</summary>
    public class Disturbed : DispatchProxy
    {
        private IMembershipTable table = null!;
        private Func<Task> before = null!;

        public static IMembershipTable Of(IMembershipTable table, Func<Task> before)
        {
            var made = Create<IMembershipTable, Disturbed>();
            ((Disturbed)made).table = table;
            ((Disturbed)made).before = before;
            return made;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            return targetMethod!.Name.StartsWith(nameof(IMembershipTable.UpdateRow), StringComparison.Ordinal) ? UpdateAsync() : targetMethod.Invoke(table, args);

            async Task<bool> UpdateAsync()
            {
                await before();
                return await (Task<bool>)targetMethod.Invoke(table, args)!;
            }
        }
    }
}
