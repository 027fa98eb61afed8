using System.Text.Json;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Tests.Unit.Scenes;

/// <summary>Plans are a pure function of options and index, keep to the canvas, and are disjoint between splits.</summary>
public sealed class ScenePlannerTests
{
    private static readonly SceneOptions Raster = new() { Text = new() { Chance = 0.5 } };

    private static readonly SceneOptions Free = new()
    {
        Objects = new() { Raster = false, Columns = 3, Rows = 3, Min = 2, Max = 6, MinSize = 0.1, MaxSize = 0.3, Snap = 4 },
        Text = new() { Chance = 0.5, Max = 2, Sizes = [13] },
    };

    public static TheoryData<bool> Modes => [true, false];

    private static string Show(ScenePlan plan) => JsonSerializer.Serialize(plan);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Plan_same_index_is_the_same_scene(bool raster)
    {
        var options = raster ? Raster : Free;
        var (first, second) = (SceneSamples.Planner(options), SceneSamples.Planner(options));

        Assert.All(Enumerable.Range(0, 50), index => Assert.Equal(Show(first.Plan(index)), Show(second.Plan(index))));
    }

    [Fact]
    public void Plan_other_split_or_seed_shares_no_scene()
    {
        var families = new[] { Raster, Raster with { Split = SceneSplit.Validation }, Raster with { Seed = 2 } }
            .Select(options => Enumerable.Range(0, 500).Select(index => Show(SceneSamples.Planner(options).Plan(index) with { Index = 0 })).ToHashSet()).ToList();

        Assert.Empty(families[0].Intersect(families[1]));
        Assert.Empty(families[0].Intersect(families[2]));
        Assert.All(families, family => Assert.Equal(500, family.Count));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Plan_things_and_words_lie_on_the_canvas_without_overlap(bool raster)
    {
        var planner = SceneSamples.Planner(raster ? Raster : Free);
        for (var index = 0; index < 400; index++)
        {
            var plan = planner.Plan(index);
            var boxes = plan.Objects.Select(placed => placed.Box).Concat(plan.Texts.Select(text => text.Box)).ToList();

            Assert.All(boxes, box => Assert.True(box is { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 } && box.X + box.Width <= 128 && box.Y + box.Height <= 128, $"{box}"));
            Assert.All(boxes, box => Assert.Single(boxes, other => other.Meets(box, 0)));
        }
    }

    [Fact]
    public void Plan_raster_gives_each_thing_its_cell_and_its_size()
    {
        var planner = SceneSamples.Planner(Raster);
        for (var index = 0; index < 200; index++)
        {
            var plan = planner.Plan(index);

            Assert.Equal(plan.Objects.Count + plan.Texts.Count, plan.Objects.Select(placed => placed.Place).Concat(plan.Texts.Select(text => text.Place)).Distinct().Count());
            Assert.InRange(plan.Objects.Count, 2, 4);
            foreach (var placed in plan.Objects)
            {
                var cell = planner.Places.Cell(placed.Place);
                Assert.True(placed.Box.X >= cell.X && placed.Box.Y >= cell.Y && placed.Box.X + placed.Box.Width <= cell.X + cell.Width && placed.Box.Y + placed.Box.Height <= cell.Y + cell.Height);
                Assert.InRange(Math.Max(placed.Box.Width, placed.Box.Height), 36, 56);
            }
        }
    }

    [Fact]
    public void Plan_snapped_things_and_letters_start_on_the_grid()
    {
        var options = Raster with { Objects = new() { Snap = 8 }, Text = new() { Chance = 1, Sizes = [16] } };
        for (var index = 0; index < 100; index++)
        {
            var plan = SceneSamples.Planner(options).Plan(index);

            Assert.All(plan.Objects, placed => Assert.Equal((0, 0), (placed.Box.X % 8, placed.Box.Y % 8)));
            Assert.All(plan.Texts.SelectMany(text => text.Letters), letter => Assert.Equal((0, 0, 8), (letter.Box.X % 8, letter.Box.Y % 8, letter.Box.Width)));
        }
    }

    [Fact]
    public void Plan_free_place_is_unnamed_near_a_border_and_right_elsewhere()
    {
        var planner = SceneSamples.Planner(Free);
        var places = Enumerable.Range(0, 400).SelectMany(index => planner.Plan(index).Objects).ToList();

        Assert.Contains(places, placed => placed.Place < 0);
        Assert.All(places.Where(placed => placed.Place >= 0), placed =>
            Assert.Equal(placed.Place, ((int)(placed.Box.CenterY * 3 / 128) * 3) + (int)(placed.Box.CenterX * 3 / 128)));
    }

    [Fact]
    public void Plan_held_out_combinations_occur_in_one_split_only()
    {
        var options = Raster with { HeldOutCombinations = 0.3 };
        var combinations = new[] { SceneSplit.Train, SceneSplit.Validation }
            .Select(split => Enumerable.Range(0, 600).Select(index => SceneSamples.Planner(options with { Split = split }).Plan(index))
                .Select(plan => string.Join(',', plan.Objects.Select(placed => placed.Class).Order())).ToHashSet()).ToList();

        Assert.Empty(combinations[0].Intersect(combinations[1]));
        Assert.All(combinations, split => Assert.True(split.Count > 5));
    }

    [Fact]
    public void Plan_words_only_scene_shows_several()
    {
        var options = Raster with { Objects = new() { Min = 0, Max = 1 }, Text = new() { Chance = 1, Min = 3, Max = 4 } };
        var plans = Enumerable.Range(0, 100).Select(index => SceneSamples.Planner(options).Plan(index)).ToList();

        Assert.All(plans, plan => Assert.InRange(plan.Texts.Count, 3, 4));
        Assert.Contains(plans, plan => plan.Objects.Count == 0);
        Assert.Contains(plans, plan => plan.Objects.Count == 1);
    }

    [Fact]
    public void Plan_things_that_never_fit_are_refused_with_the_keys()
    {
        var options = new SceneOptions { Objects = new() { Raster = false, Min = 6, Max = 6, MinSize = 0.9, MaxSize = 0.9 } };

        var fault = Assert.Throws<SceneOptionsException>(() => SceneSamples.Planner(options).Plan(0));

        Assert.Contains("objects.min = 6", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_fit_no_place_are_all_named()
    {
        var options = Raster with { Text = new() { Chance = 1, Words = ["OK", "HIPPOPOTAMUS", "RHINOCEROSES"] } };

        var fault = Assert.Throws<SceneOptionsException>(() => SceneSamples.Planner(options));

        Assert.Contains("\"HIPPOPOTAMUS\", \"RHINOCEROSES\"", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("OK", fault.Message, StringComparison.Ordinal);
    }
}
