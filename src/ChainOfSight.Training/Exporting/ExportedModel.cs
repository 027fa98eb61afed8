using ChainOfSight.Models.Language;
using ChainOfSight.Models.Lora;
using ChainOfSight.Models.Multimodal;
using ChainOfSight.Models.Resampling;
using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Training.Exporting;

/// <summary>Reads an export back into a model. On the thread of the device's lane.</summary>
public static class ExportedModel
{
    /// <summary>Builds the multimodal model of an export, its LoRA attached where there is one.</summary>
    /// <param name="folder">Folder that <see cref="ModelExporter"/> wrote.</param>
    /// <param name="device">Where the weights shall live; null = CPU.</param>
    /// <param name="dtype">Their type; null = f32.</param>
    /// <returns>The model; the caller owns it.</returns>
    /// <exception cref="ExportException">A part is missing.</exception>
    /// <exception cref="ChainOfSight.Models.ModelException">A configuration is damaged, or weights do not fit it.</exception>
    public static VisionLanguageModel Load(string folder, Device? device = null, ScalarType? dtype = null)
    {
        var resampler = ResamplerConfigFile.Parse(Text(folder, ExportNames.Resampler, ExportNames.Config), Path.Combine(folder, ExportNames.Resampler, ExportNames.Config));
        var tower = new ClipVisionTower(ClipVisionConfigFile.Parse(Text(folder, ExportNames.VisionTower, ExportNames.Config)), resampler.TowerLevels, device, dtype);
        WeightFiles.Load(WeightLoader.Named(tower), Path.Combine(folder, ExportNames.VisionTower));
        var projector = VisualProjector.Create(resampler.Layout, resampler.Sizes, device, dtype);
        WeightFiles.Load(WeightLoader.Named(projector), Path.Combine(folder, ExportNames.Resampler));
        return new VisionLanguageModel(tower, projector, LoadDecoder(folder, device, dtype));
    }

    /// <summary>Builds the language model of an export, its LoRA attached where there is one.</summary>
    /// <inheritdoc cref="Load"/>
    public static LlamaForCausalLm LoadDecoder(string folder, Device? device = null, ScalarType? dtype = null)
    {
        var decoder = new LlamaForCausalLm(LlamaConfigFile.Parse(Text(folder, ExportNames.LanguageModel, ExportNames.Config)), device, dtype);
        WeightFiles.Load(WeightLoader.Named(decoder), Path.Combine(folder, ExportNames.LanguageModel));
        if (Directory.Exists(Path.Combine(folder, ExportNames.Adapter)))
        {
            var config = LoraConfigFile.Parse(Text(folder, ExportNames.Adapter, "adapter_config.json"));
            WeightFiles.Load(LoraAdapter.Attach(decoder, config, seed: 0).Parameters(), Path.Combine(folder, ExportNames.Adapter, WeightFiles.AdapterFile));
        }

        return decoder;
    }

    private static string Text(string folder, string part, string file)
    {
        var path = Path.Combine(folder, part, file);
        return File.Exists(path)
            ? File.ReadAllText(path)
            : throw new ExportException($"{path} is missing: {folder} is no complete export of a multimodal checkpoint. Export the checkpoint again.");
    }
}
