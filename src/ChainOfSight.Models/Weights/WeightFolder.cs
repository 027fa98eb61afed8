using System.Text.Json;

namespace ChainOfSight.Models.Weights;

/// <summary>Which files hold the weights of a Hugging Face folder.</summary>
internal static class WeightFolder
{
    private const string Index = "model.safetensors.index.json";

    /// <summary>The safetensors files of a path.</summary>
    /// <param name="path">A file, or a folder.</param>
    /// <exception cref="ModelConfigException">The folder has neither a model file nor a sound index.</exception>
    public static IReadOnlyList<string> Parts(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var index = Path.Combine(path, Index);
        if (File.Exists(index))
        {
            return [.. Names(index).Select(name => Path.Combine(path, name))];
        }

        var single = Path.Combine(path, WeightFiles.ModelFile);
        return File.Exists(single)
            ? [single]
            : throw new ModelConfigException(path, [$"the folder has neither {WeightFiles.ModelFile} nor {Index}; weights in other formats must be converted to safetensors first"]);
    }

    private static string[] Names(string index)
    {
        var map = HuggingFaceConfig.Parse(File.ReadAllText(index), index).Find("weight_map");
        string[] names = map is { ValueKind: JsonValueKind.Object } entries
            ? [.. entries.EnumerateObject().Select(entry => entry.Value.ToString()).Distinct().Order(StringComparer.Ordinal)]
            : [];

        // A name with a path could lead out of the folder.
        return names.Length > 0 && names.All(name => name.Length > 0 && name == Path.GetFileName(name))
            ? names
            : throw new ModelConfigException(index, ["weight_map must map every weight to the name of a file in the same folder"]);
    }
}
