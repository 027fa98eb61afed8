using ChainOfSight.Data.Samples;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Tests.Unit.Training.Steps;

/// <summary>A patch learns the class of the smallest box over its centre.</summary>
public sealed class PatchTargetsTests
{
    private static readonly Dictionary<string, int> Classes = new() { ["dog"] = 0, ["cat"] = 1 };

    [Fact]
    public void Boxes_cover_the_patches_whose_centres_they_hold()
    {
        var targets = PatchTargets.Of([new LabelledBox("dog", 0, 0, 0.5, 0.5)], Classes, 4);

        Assert.Equal([0, 0, 2, 2, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], targets);
    }

    [Fact]
    public void Smaller_box_stands_over_the_larger_and_unknown_classes_are_passed_over()
    {
        var targets = PatchTargets.Of(
            [new LabelledBox("cat", 0.5, 0.5, 1, 1), new LabelledBox("dog", 0, 0, 1, 1), new LabelledBox("cow", 0, 0, 0.5, 0.5)], Classes, 2);

        Assert.Equal([0, 0, 0, 1], targets);
    }

    [Fact]
    public void Box_between_centres_still_has_one_patch()
    {
        var targets = PatchTargets.Of([new LabelledBox("dog", 0.51, 0.26, 0.6, 0.3)], Classes, 2);

        Assert.Equal([2, 0, 2, 2], targets);
    }
}
