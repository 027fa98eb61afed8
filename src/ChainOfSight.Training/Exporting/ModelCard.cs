using System.Globalization;
using System.Text;
using ChainOfSight.Training.Generation;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Exporting;

/// <summary>The README of an export: what it is, what lies where, how to load it.</summary>
internal static class ModelCard
{
    public static string Write(CheckpointModel model, ExportOptions options, IReadOnlyCollection<string> parts)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            ---
            tags: [chain-of-sight, image-text-to-text]
            ---
            # {model.State.Run}, {model.Title}

            Exported by ChainOfSight.Actors from checkpoint `{model.Title}` of run `{model.State.Run}`: stage `{model.Stage.Name}`
            ({model.Stage.Kind.ToString().ToLowerInvariant()}), step {model.State.Step}, seed {model.State.Seed}, recipe SHA-256 `{model.State.RecipeHash}`.

            | folder | what | loads with |
            |---|---|---|
            """);
        foreach (var (name, what, loader) in Rows.Where(row => parts.Contains(row.Name)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{name}/` | {what} | {loader} |");
        }

        if (model.Model is MultimodalStageModel { Model: var multimodal })
        {
            var layout = multimodal.Projector.Layout;
            text.AppendLine(CultureInfo.InvariantCulture, $"""

                Images are resized straight to {multimodal.Tower.Config.ImageSide} × {multimodal.Tower.Config.ImageSide} pixels (bicubic, no crop) and become {layout.Tokens} visual tokens
                (layout `{layout.Name}`), which take the place of the image in the text. The resampler reads blocks {string.Join(" and ", multimodal.Tower.Taps)} of the tower, counted from 0, before the
                final norm; the class token is dropped. Blocks after the last of these, and the final norm, are not part of the export.
                """);
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"""

            Conversations are written in the template `{options.Prompts.Template.ToString().ToLowerInvariant()}`. {Tokenizer(options)}
            """);
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static readonly (string Name, string What, string Loader)[] Rows =
    [
        (ExportNames.VisionTower, "vision tower", "`CLIPVisionModel.from_pretrained`"),
        (ExportNames.Resampler, "multi-scale resampler, `config.json` holds its layout", "ChainOfSight.Actors"),
        (ExportNames.LanguageModel, "language model without adapters, and its tokenizer", "`LlamaForCausalLM.from_pretrained`"),
        (ExportNames.Adapter, "LoRA of the language model", "`PeftModel.from_pretrained(language_model, …)`"),
    ];

    private static string Tokenizer(ExportOptions options) => options.Tokenizer?.Kind switch
    {
        null => "The tokenizer's files were not exported.",
        "llama" => "The tokenizer is LLaMA's; its vocabulary is kept in the form of npm's llama-tokenizer-js.",
        _ => "The tokenizer is `language_model/tokenizer.json`.",
    };
}
