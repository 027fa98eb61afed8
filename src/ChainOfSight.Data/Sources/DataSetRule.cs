using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Mixing;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Shards;

namespace ChainOfSight.Data.Sources;

/// <summary>Whether sources have what a stage asks of them; judged on manifests, before a sample is read.</summary>
internal static class DataSetRule
{
    /// <summary>Every fault of the combination.</summary>
    public static IEnumerable<string> Faults(DataSetSettings settings, IReadOnlyList<SourceManifest> sources)
    {
        foreach (var name in sources.CountBy(source => source.Name).Where(name => name.Value > 1).Select(name => name.Key))
        {
            yield return $"source '{name}' is listed twice. To see one source more often raise its weight; give two that were written under one name different names.";
        }

        var total = settings.Sources.Sum(source => source.Weight);
        foreach (var source in settings.Sources.Zip(sources).Where(source => !(source.First.Weight / total >= MixturePattern.SmallestShare) || !double.IsFinite(total)))
        {
            yield return $"the weight of source '{source.Second.Name}' is {source.First.Weight}; legal are numbers greater than 0 that give it at least {MixturePattern.SmallestShare} of the samples.";
        }

        foreach (var source in settings.Sources.Zip(sources).Where(source => source.First.HeldOutShare is not (>= 0 and < 1)))
        {
            yield return $"the held-out share of source '{source.Second.Name}' is {source.First.HeldOutShare}; legal are 0 to below 1.";
        }

        if (settings.Form != SlotForm.Classes && settings.Tokenizer is null)
        {
            yield return $"a stage of form {settings.Form} needs a tokenizer.";
        }

        if (settings.ZoomShare is not (>= 0 and <= 1) || (settings.ZoomShare > 0 && settings.Form != SlotForm.Classes))
        {
            yield return $"the share of zoomed views is {settings.ZoomShare}; legal are 0 to 1 in a stage of form Classes, and 0 in others.";
        }

        if (settings.Form == SlotForm.Classes && settings.ImageSide == 0)
        {
            yield return "a stage of form Classes needs an image side.";
        }

        foreach (var fault in sources.Select(source => Fault(settings, source)).OfType<string>())
        {
            yield return fault;
        }
    }

    private static string? Fault(DataSetSettings settings, SourceManifest source) => settings.Form switch
    {
        SlotForm.Classes when source.Images == 0 => $"source '{source.Name}' has no images, which a vision stage needs.",
        SlotForm.Classes when settings.Classes is null && source.Labels.Count == 0 => $"source '{source.Name}' has no labels, which a vision stage needs.",
        SlotForm.Text when source.Captions == 0 && source.Turns.Count == 0 => $"source '{source.Name}' has no text, which a language stage needs.",
        SlotForm.Conversation when settings.ImageSide > 0 && source.Images == 0 => $"source '{source.Name}' has no images.",
        SlotForm.Conversation when !Tasks(source).Any(task => Asked(settings, task)) =>
            $"source '{source.Name}' has no turn of the stage's tasks ({string.Join(", ", settings.Prompts.Tasks.Keys)}); it has {string.Join(", ", Tasks(source).DefaultIfEmpty())}.",
        _ => null,
    };

    private static IEnumerable<SampleTask> Tasks(SourceManifest source) =>
        source.Turns.Where(turn => turn.Value > 0).Select(turn => turn.Key).Concat(source.Captions > 0 ? [SampleTask.Caption] : []).Distinct();

    private static bool Asked(DataSetSettings settings, SampleTask task) =>
        settings.Prompts.Tasks.Count == 0 || settings.Prompts.Tasks.GetValueOrDefault(task) > 0;
}
