using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Training.Exporting;

/// <summary>Puts a tokenizer's files beside an exported language model.</summary>
internal static class TokenizerFiles
{
    /// <summary>Names that are copied where a <c>tokenizer.json</c> is copied.</summary>
    private static readonly string[] Companions = ["tokenizer_config.json", "special_tokens_map.json", "generation_config.json"];

    /// <summary>Writes the files.</summary>
    /// <exception cref="ExportException">The tokenizer's own files are not there any more.</exception>
    public static void Write(ExportFolder folder, TokenizerSettings settings)
    {
        switch (settings.Kind)
        {
            case "gpt2":
                folder.WriteText(Gpt2TokenizerJson.Write(File.ReadLines(Find(settings, "vocab.bpe")), settings), ExportNames.LanguageModel, "tokenizer.json");
                folder.WriteText(Gpt2TokenizerJson.WriteConfig(), ExportNames.LanguageModel, "tokenizer_config.json");
                break;
            case "huggingface":
                var main = Find(settings, "tokenizer.json");
                Copy(folder, main, "tokenizer.json");
                foreach (var companion in Companions.Select(name => Path.Combine(Path.GetDirectoryName(main)!, name)).Where(File.Exists))
                {
                    Copy(folder, companion, Path.GetFileName(companion));
                }

                break;
            default:
                var package = Find(settings, "llama-tokenizer.js");
                Copy(folder, package, Path.GetFileName(package));
                break;
        }
    }

    private static void Copy(ExportFolder folder, string from, string name) => File.Copy(from, folder.PathOf(ExportNames.LanguageModel, name), overwrite: true);

    private static string Find(TokenizerSettings settings, string name)
    {
        if (File.Exists(settings.Path) && Path.GetFileName(settings.Path) == name)
        {
            return settings.Path;
        }

        var folder = File.Exists(settings.Path) ? Path.GetDirectoryName(settings.Path)! : settings.Path;
        return Array.Find([Path.Combine(folder, name), Path.Combine(folder, "package", name)], File.Exists)
            ?? (File.Exists(settings.Path) ? settings.Path : throw new ExportException($"The tokenizer file {name} is not in {folder}. Fetch the tokenizer again, or export without it."));
    }
}
