using ChainOfSight.Data.Prompts;
namespace ChainOfSight.Training.Recipes.Rules;

/// <summary>What a stage of each kind needs and may not have.</summary>
internal static class StageRules
{
    private static readonly Dictionary<StageKind, ModelPart[]> Trainable = new()
    {
        [StageKind.Language] = [ModelPart.Decoder, ModelPart.Lora],
        [StageKind.Vision] = [ModelPart.Tower, ModelPart.Head],
        [StageKind.Pretrain] = [ModelPart.Resampler, ModelPart.Lora, ModelPart.Decoder, ModelPart.Tower],
        [StageKind.Finetune] = [ModelPart.Resampler, ModelPart.Lora, ModelPart.Decoder, ModelPart.Tower],
    };

    public static void Check(RuleContext context)
    {
        var stages = context.Recipe.Stages ?? [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < stages.Count; i++)
        {
            var path = $"$.stages[{i}]";
            var stage = stages[i];
            context.Require(stage.Name is null || names.Add(stage.Name), $"{path}.name", $"the name \"{stage.Name}\" stands twice", "each name once", "Rename one stage.");
            CheckLength(context, stage, path);
            CheckPlateau(context, stage, path);
            if (context.Sound($"{path}.kind"))
            {
                CheckParts(context, stage, path);
                CheckImage(context, stage, path);
            }

            foreach (var source in stage.Data?.Keys ?? [])
            {
                context.RequireName(source, [.. context.Recipe.Sources?.Keys ?? []], $"{path}.data.{source}", "source", "$.sources");
            }
        }
    }

    /// <summary>Whether a source of the stage holds samples out.</summary>
    public static bool HasHeldOut(Recipe recipe, StageRecipe stage) =>
        stage.Data is not { } data || data.Keys.Any(name => recipe.Sources?.GetValueOrDefault(name)?.Validation is not 0.0);

    private static void CheckLength(RuleContext context, StageRecipe stage, string path)
    {
        context.Require(stage.Steps is not null || stage.Samples is not null, $"{path}.steps", "neither steps nor samples is given",
            "a whole number from 1", "Add \"steps\" or \"samples\".", $"{path}.samples");
        context.Require(stage.Steps is null || stage.Samples is null, $"{path}.samples", "both steps and samples are given", "one of the two",
            "Remove one.", $"{path}.steps");
    }

    private static void CheckPlateau(RuleContext context, StageRecipe stage, string path)
    {
        if (stage.Plateau is null)
        {
            return;
        }

        context.Require(context.Recipe.Evaluation is not { EverySteps: 0 }, $"{path}.plateau", "no held-out loss is measured within a stage", "evaluation.everySteps from 1",
            "Set \"evaluation.everySteps\", or remove \"plateau\".", "$.evaluation");
        context.Require(HasHeldOut(context.Recipe, stage), $"{path}.plateau", "no source of the stage holds samples out", "a source with validation above 0",
            "Give a source of the stage a \"validation\" share, or remove \"plateau\".", $"{path}.data");
    }

    private static void CheckParts(RuleContext context, StageRecipe stage, string path)
    {
        var model = context.Recipe.Model;
        var legal = Trainable[stage.Kind];
        var train = stage.Train ?? [];
        for (var i = 0; i < train.Count; i++)
        {
            var name = train[i].ToString().ToLowerInvariant();
            context.Require(legal.Contains(train[i]), $"{path}.train[{i}]", $"a {Kind(stage)} stage does not train \"{name}\"",
                string.Join(", ", legal).ToLowerInvariant(), "Remove it.", $"{path}.train");
            context.Require(train[i] != ModelPart.Lora || model?.Lora is not null, $"{path}.train[{i}]", "\"lora\" is trained, and the model has none",
                "parts that the model has", "Add \"model.lora\".", "$.model");
        }

        foreach (var part in stage.LearningRates.Keys)
        {
            context.Require(train.Contains(part), $"{path}.learningRates.{part.ToString().ToLowerInvariant()}", "the part is not trained",
                string.Join(", ", train).ToLowerInvariant(), "Add it to \"train\" or remove the rate.", $"{path}.train");
        }

        Needs(stage.Kind != StageKind.Vision, model?.Decoder, "decoder");
        Needs(stage.Kind != StageKind.Language, model?.Tower, "tower");
        Needs(stage.IsMultimodal, model?.Resampler, "resampler");

        void Needs(bool needed, object? part, string name) =>
            context.Require(!needed || part is not null, $"$.model.{name}", $"the {Kind(stage)} stage \"{stage.Name}\" needs it", "an object { … }",
                $"Add \"model.{name}\".", "$.model");
    }

    private static void CheckImage(RuleContext context, StageRecipe stage, string path)
    {
        var sidePath = $"{path}.imageSide";
        if (stage.Kind == StageKind.Language)
        {
            context.Require(stage.ImageSide is null, sidePath, "a language stage has no images", "absent", "Remove \"imageSide\".");
        }
        else
        {
            context.Require(stage.ImageSide is not null, sidePath, "the key is missing", "a multiple of model.tower.patch", "Add \"imageSide\".");
        }

        context.Require(stage.System is null || stage.Template == PromptTemplate.Vicuna, $"{path}.system", "only the vicuna template has a place for it", "absent",
            "Remove \"system\" or set \"template\": \"vicuna\".", $"{path}.template");
        context.Require(stage.Zoom == 0 || stage.Kind == StageKind.Vision, $"{path}.zoom", $"a {Kind(stage)} stage has no zoomed views", "0 or absent", "Remove \"zoom\".");
        var patch = context.Recipe.Model?.Tower?.Patch ?? 0;
        context.Require(patch == 0 || stage.ImageSide is null || stage.ImageSide % patch == 0, sidePath, $"{stage.ImageSide} is no multiple of the patch {patch}",
            $"a multiple of {patch}", $"Use {stage.ImageSide / Math.Max(1, patch) * patch} or change model.tower.patch.", "$.model.tower.patch");
        if (stage.IsMultimodal)
        {
            context.Require(stage.Layout is not null, $"{path}.layout", "the key is missing", "a named layout or one of \"layouts\"", "Add \"layout\", for example cos-32.");
        }
        else
        {
            context.Require(stage.Layout is null, $"{path}.layout", $"a {Kind(stage)} stage has no visual tokens", "absent", "Remove \"layout\".");
        }
    }

    private static string Kind(StageRecipe stage) => stage.Kind.ToString().ToLowerInvariant();
}
