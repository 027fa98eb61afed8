using System.Runtime.CompilerServices;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes.Planning;
using ChainOfSight.Data.Scenes.Rendering;

namespace ChainOfSight.Data.Scenes;

/// <summary>Composes scenes of cut-outs with exact boxes, counts, places and text. Safe to call from several threads.</summary>
public sealed class SceneComposer
{
    private readonly SceneRenderer _renderer;
    private readonly ScenePlanner _planner;
    private readonly SceneRecorder _recorder;

    /// <summary>Prepares.</summary>
    /// <param name="options">What scenes are like.</param>
    /// <param name="subjects">Classes with their pictures, from <see cref="CutOutFolder.Load"/>.</param>
    /// <exception cref="SceneOptionsException">The options are illegal, with all faults.</exception>
    /// <exception cref="Storage.UserErrorException">Text is wanted, and its font or libvips is missing.</exception>
    public SceneComposer(SceneOptions options, IReadOnlyList<SceneSubject> subjects)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(subjects);
        if (subjects.Count == 0)
        {
            throw new SceneOptionsException("There is no class to show; name a folder of cut-outs.");
        }

        _renderer = new SceneRenderer(options, subjects);
        _planner = new ScenePlanner(options, _renderer);
        _recorder = new SceneRecorder(options, subjects, _planner.Places.Names);
    }

    /// <summary>Composes one scene: the same for the same options, pictures and index.</summary>
    /// <param name="index">Index within the split, at least 0.</param>
    public Scene Compose(long index)
    {
        var plan = _planner.Plan(index);
        return new Scene(plan, _recorder.Write(plan), _renderer.Render(plan));
    }

    /// <summary>Composes and encodes scenes in order, several at a time, ready for a source.</summary>
    /// <param name="first">Index of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="format">How pictures are stored.</param>
    /// <param name="cancellationToken">Stops before the next scene.</param>
    /// <returns>Records with their encoded pictures and file extensions.</returns>
    public async IAsyncEnumerable<(SampleRecord Record, byte[]? Image, string Extension)> SamplesAsync(
        long first, long count, SceneImageFormat format = SceneImageFormat.Png, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const int Batch = 16;
        var ahead = new Queue<Task<List<(SampleRecord, byte[]?, string)>>>();
        for (long at = 0; at < count || ahead.Count > 0;)
        {
            while (at < count && ahead.Count < Environment.ProcessorCount * 2)
            {
                var (start, length) = (first + at, (int)Math.Min(Batch, count - at));
                ahead.Enqueue(Task.Run(() => Encoded(start, length, format), cancellationToken));
                at += length;
            }

            foreach (var sample in await ahead.Dequeue().ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return sample;
            }
        }
    }

    private List<(SampleRecord, byte[]?, string)> Encoded(long first, int count, SceneImageFormat format)
    {
        var samples = new List<(SampleRecord, byte[]?, string)>(count);
        for (var index = first; index < first + count; index++)
        {
            var scene = Compose(index);
            samples.Add(format == SceneImageFormat.Png
                ? (scene.Record, PngEncoder.Encode(scene.Picture), "png")
                : (scene.Record, JpegEncoder.Encode(scene.Picture), "jpg"));
        }

        return samples;
    }
}
