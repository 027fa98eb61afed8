using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: stored state is there after a new activation, and a stale write fails, replaces the activation and loses nothing of the other writer.</summary>
public sealed class StateTests : ProbeTest
{
    [Fact]
    public async Task State_survives_its_silo()
    {
        var cluster = await Start(2, options => options.GrainTypes = [typeof(AccountGrain)]);
        var account = cluster.Client.GetGrain<IAccountGrain>("a");
        Assert.Equal(5, await account.Deposit(5).OrDeadlock());
        var id = cluster.Silos[0].GrainFactory.GetGrain<IAccountGrain>("a").GetGrainId();
        cluster.Kill(cluster.Silos.Single(silo => silo.Has(id)));
        Assert.Equal(5, await AfterDeath.AskAsync(account.Balance));
        Assert.Equal(7, await account.Deposit(2).OrDeadlock());
    }

    [Fact]
    public async Task Stale_write_fails_with_InconsistentStateException_and_the_next_call_sees_what_is_stored()
    {
        var cluster = await Start(1, options => options.GrainTypes = [typeof(AccountGrain)]);
        var account = cluster.Silos[0].GrainFactory.GetGrain<IAccountGrain>("a");
        await account.Deposit(5).OrDeadlock();
        var before = await account.Identity().OrDeadlock();
        Storage.Overwrite("account", account.GetGrainId(), new Account { Balance = 100 });
        await Assert.ThrowsAsync<InconsistentStateException>(() => account.Deposit(1).OrDeadlock());
        Assert.Equal(100, await account.Balance().OrDeadlock());
        Assert.NotEqual(before, await account.Identity().OrDeadlock());
        Assert.Equal(101, await account.Deposit(1).OrDeadlock());
    }
}
