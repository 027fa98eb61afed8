using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Training.Recipes.Rules;

/// <summary>Token layouts: legal in themselves, fit for the stage's grid, and fit to grow from the layout before.</summary>
internal static class LayoutRules
{
    public static void Check(RuleContext context)
    {
        foreach (var (name, own) in context.Recipe.Layouts)
        {
            foreach (var fault in LayoutValidator.Check(RecipeLayouts.Of(name, own)))
            {
                var path = $"$.layouts.{name}" + (fault.Scale is { } scale ? $".scales[{scale}].{Key(fault.Field)}" : $".{Key(fault.Field)}");
                context.Require(false, path, $"{fault.Field} {fault.Value} is illegal", fault.Rule, "Change that value or the others it depends on.", $"$.layouts.{name}");
            }
        }

        var stages = context.Recipe.Stages ?? [];
        ResamplerLayout? before = null;
        for (var i = 0; i < stages.Count; i++)
        {
            if (stages[i].IsMultimodal && stages[i].Layout is { } name
                && context.RequireName(name, RecipeLayouts.Names(context.Recipe), $"$.stages[{i}].layout", "layout", "$.layouts"))
            {
                var layout = RecipeLayouts.Find(context.Recipe, name)!;
                CheckGrid(context, stages[i], layout, $"$.stages[{i}]");
                CheckGrowth(context, before, layout, $"$.stages[{i}]");
                context.Require(before is null || before.Name == layout.Name || StageRules.HasHeldOut(context.Recipe, stages[i]), $"$.stages[{i}].data",
                    "the hand-over compares held-out losses, and no source holds samples out", "a source with validation above 0", "Set the validation of a source.", "$.sources");
                before = layout;
            }
        }
    }

    private static void CheckGrid(RuleContext context, StageRecipe stage, ResamplerLayout layout, string path)
    {
        if (stage.ImageSide is { } side && context.Recipe.Model?.Tower?.Patch is { } patch and > 0 && side % patch == 0)
        {
            context.Require(side / patch == layout.Grid, $"{path}.imageSide", $"{side} / patch {patch} is a grid of {side / patch}, the layout {layout.Name} is for a grid of {layout.Grid}",
                $"{layout.Grid * patch}", "Change imageSide or layout.", $"{path}.layout", "$.model.tower.patch", $"$.layouts.{layout.Name}");
        }
    }

    private static void CheckGrowth(RuleContext context, ResamplerLayout? before, ResamplerLayout layout, string path)
    {
        if (before is null || before.Name == layout.Name)
        {
            return;
        }

        try
        {
            InflationPlan.Between(before, layout);
        }
        catch (LayoutException e)
        {
            context.Require(false, $"{path}.layout", $"{layout.Name} cannot grow from {before.Name}: {string.Join("; ", e.Faults)}",
                "a layout whose scales each name a parent in the layout before, with as many queries per window and a whole multiple of its windows",
                "Choose another layout or add one under \"layouts\".", $"$.layouts.{layout.Name}", $"$.layouts.{before.Name}");
        }
    }

    private static string Key(string field) => field switch
    {
        "queriesPerWindow" => "queries",
        "declaredTokens" => "tokens",
        _ => field,
    };
}
