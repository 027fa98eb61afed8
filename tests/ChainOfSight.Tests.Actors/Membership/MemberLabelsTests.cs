using ChainOfSight.Actors.Membership;
using static ChainOfSight.Tests.Actors.Membership.Rows;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>What a silo tells about itself survives the table's one text column, and so does a cordon.</summary>
public sealed class MemberLabelsTests
{
    [Fact]
    public void Labels_survive_being_text()
    {
        var labels = MemberLabels.None.WithDevices(["cpu:0", "cuda:1"]).With("odd; key=", "va;l=ue ü %").WithCordon(true);
        var read = MemberLabels.Parse(labels.ToString());
        Assert.Equal(labels, read);
        Assert.Equal(["cpu:0", "cuda:1"], read.Devices.AsEnumerable());
        Assert.True(read.Cordoned);
        Assert.Equal("va;l=ue ü %", read.Pairs["odd; key="]);
        Assert.Equal(MemberLabels.None, MemberLabels.Parse(null));
    }

    [Fact]
    public void Cordon_changes_the_row_once_and_keeps_the_rest()
    {
        var table = Table(Row(Silo(1), "one", labels: "devices=cpu%3A0"), Row(Silo(2), "two"));
        var row = Cordon.Apply(table, "one", true)!;
        Assert.Equal(MemberLabels.Parse("devices=cpu%3A0;cordoned"), MemberLabels.Parse(row.RoleName));
        Assert.Null(Cordon.Apply(Table(row), "one", true));
        Assert.Equal("devices=cpu%3A0", Cordon.Apply(Table(row), "one", false)!.RoleName);
        Assert.Contains("'two'", Assert.Throws<SiloUnavailableException>(() => Cordon.Apply(table, "three", true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void View_shows_who_serves_and_who_takes_grains()
    {
        var view = ViewOfTable.Of(Table(
            Row(Silo(1)), Row(Silo(2), labels: "cordoned"), Row(Silo(3), status: SiloStatus.Joining), Row(Silo(4), status: SiloStatus.ShuttingDown), Row(Silo(5), status: SiloStatus.Dead)));
        Assert.Equal(5, view.Version);
        Assert.Equal([(1, true, true), (2, true, false), (3, false, false), (4, false, false)], view.Members.Select(it => (it.Address.Endpoint.Port, it.IsActive, it.TakesActivations)));
    }
}
