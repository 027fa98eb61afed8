using ChainOfSight.Data.Fetching;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Data.Scenes.Rendering;
using ChainOfSight.Storage;

namespace ChainOfSight.Training.Sources;

/// <summary>The cut-outs of a scenes source: demo sets by name, or folders of own pictures.</summary>
/// <param name="fetcher">Fetches demo sets.</param>
public sealed class SceneCutOuts(DemoSetFetcher fetcher)
{
    /// <summary>Decodes the cut-outs of some classes; of no classes, all.</summary>
    /// <param name="origins">Names of demo sets, or paths of folders (with a slash).</param>
    /// <param name="classes">The classes; empty for every cut-out under its own name.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <exception cref="UserErrorException">A set or folder is missing, or a class has no cut-out in any of them.</exception>
    public async Task<IReadOnlyList<SceneSubject>> LoadAsync(IReadOnlyList<string> origins, IReadOnlyList<SceneClass> classes, CancellationToken cancellationToken)
    {
        var files = new List<CutOutFile>();
        foreach (var origin in origins)
        {
            files.AddRange(IsFolder(origin) ? CutOutFolder.List(origin) : await FetchedAsync(DemoSets.Find(origin), cancellationToken).ConfigureAwait(false));
        }

        return CutOutFolder.Load(files, string.Join(", ", origins), classes);
    }

    private static bool IsFolder(string origin) => origin.Contains('/', StringComparison.Ordinal) || origin.StartsWith('.');

    private async Task<IEnumerable<CutOutFile>> FetchedAsync(DemoSet set, CancellationToken cancellationToken)
    {
        var folder = await fetcher.FetchAsync(set, cancellationToken).ConfigureAwait(false);
        return DemoSetCatalogue.Pictures(set, folder).Where(picture => !picture.IsVector).Select(picture => new CutOutFile(picture.File, picture.Name, picture.Group));
    }
}
