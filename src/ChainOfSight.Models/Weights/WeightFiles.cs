using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Models.Weights;

/// <summary>Weights by name in safetensors: one file, or a Hugging Face folder with one or several.</summary>
public static class WeightFiles
{
    /// <summary>File name of a model in one piece.</summary>
    public const string ModelFile = "model.safetensors";

    /// <summary>File name of a LoRA as PEFT writes it.</summary>
    public const string AdapterFile = "adapter_model.safetensors";

    /// <summary>Copies weights from disk into a model, all or none; values are cast to the model's type.</summary>
    /// <param name="target">The model's weights by their names in the file; see <see cref="WeightLoader.Named"/>.</param>
    /// <param name="path">A safetensors file, or a folder with <c>model.safetensors</c> or <c>model.safetensors.index.json</c>.</param>
    /// <param name="mayIgnore">Names in the file that the model need not have; null: none. See <see cref="PublicNames"/>.</param>
    /// <exception cref="WeightsException">A name is missing or unexpected, or a shape differs.</exception>
    /// <exception cref="SafetensorsException">A file is missing, damaged or hostile.</exception>
    public static void Load(IReadOnlyDictionary<string, Parameter> target, string path, Func<string, bool>? mayIgnore = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var open = new List<SafetensorsFile>();
        try
        {
            var holders = new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal);
            foreach (var part in WeightFolder.Parts(path))
            {
                var file = SafetensorsFile.Open(part);
                open.Add(file);
                foreach (var entry in file.Entries)
                {
                    holders[entry.Name] = file;
                }
            }

            WeightLoader.Load(target, holders.Keys, name => holders[name].Find(name).Shape, name => holders[name].GetTensor(name), path, mayIgnore);
        }
        finally
        {
            open.ForEach(file => file.Dispose());
        }
    }

    /// <summary>Writes weights: beside the name first, then moved over it.</summary>
    /// <param name="path">The safetensors file.</param>
    /// <param name="weights">Weights by name, on any device.</param>
    /// <param name="metadata">Texts beside them; null: Hugging Face's mark of a torch file.</param>
    /// <exception cref="SafetensorsException">The file cannot be written.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> weights, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Save(
            path,
            weights.Select(entry => SafetensorsSource.FromTensor(entry.Key, entry.Value)),
            metadata ?? new Dictionary<string, string> { ["format"] = "pt" });
}
