using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Unit.Elastic.Fast;

/// <summary>A gradient that is reported more than once never counts as complete before the pass ends.</summary>
public sealed class EarlyGradientsTests
{
    private readonly List<int> taken = [];
    private readonly EarlyGradients early = new(3);

    [Fact]
    public void First_pass_only_teaches_and_shared_parameters_wait_from_then_on()
    {
        Assert.Empty(Pass(take: true, 0, 1, 1, 2));
        Assert.Equal([0, 2], Pass(take: true, 0, 1, 1, 2));
        Assert.False(early.WasTooEarly());
        Assert.Null(early.Watch(null));
    }

    [Fact]
    public void Parameter_that_is_shared_for_the_first_time_after_it_set_off_is_told_and_learnt()
    {
        Pass(take: false, 0, 1, 2);
        Assert.Equal([0, 1, 2], Pass(take: true, 0, 1, 1, 2));
        Assert.True(early.WasTooEarly());
        Assert.Equal([0, 2], Pass(take: true, 0, 1, 1, 2));
        Assert.False(early.WasTooEarly());
    }

    private List<int> Pass(bool take, params int[] reports)
    {
        taken.Clear();
        using var gradient = zeros([1]);
        var report = early.Watch(take ? (parameter, _) => taken.Add(parameter) : null);
        foreach (var parameter in reports)
        {
            report?.Invoke(parameter, gradient);
        }

        return [.. taken];
    }
}
