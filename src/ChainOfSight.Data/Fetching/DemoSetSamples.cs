using System.Runtime.CompilerServices;
using ChainOfSight.Data.Importing;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Fetching;

/// <summary>
/// Makes samples of a fetched set: a picture with its name as caption and label, questions about it and what is known beside it; a text as a
/// caption without image. Vector drawings are left out.
/// </summary>
public static class DemoSetSamples
{
    private static readonly (string Fact, string Question)[] Questions =
    [
        ("capital", "What is the capital of the country with this flag?"),
        ("continent", "On which continent is the country with this flag?"),
        ("currency", "What is the currency of the country with this flag?"),
    ];

    /// <summary>The samples of a set, in a fixed order, as <see cref="Shards.SourceWriter"/> takes them.</summary>
    /// <param name="set">A set of pictures or texts.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FetchException">The set has no samples, only vector drawings, or the folder does not hold what it should.</exception>
    public static IAsyncEnumerable<(SampleRecord Record, byte[]? Image, string Extension)> ReadAsync(DemoSet set, string folder, CancellationToken cancellationToken = default)
    {
        switch (set.Kind)
        {
            case DemoSetKind.Texts:
                return TextsAsync(DemoSetCatalogue.Texts(set, folder), cancellationToken);
            case DemoSetKind.Pictures:
                CataloguePicture[] drawn = [.. DemoSetCatalogue.Pictures(set, folder).Where(picture => !picture.IsVector)];
                return drawn.Length > 0
                    ? PicturesAsync(drawn, cancellationToken)
                    : throw new FetchException(set.Name, "it has vector drawings only, which are not decoded here. Draw them as PNG files and import those with 'cos data import'.");
            default:
                throw new FetchException(set.Name, "it has neither pictures nor texts to make samples of.");
        }
    }

    private static async IAsyncEnumerable<(SampleRecord Record, byte[]? Image, string Extension)> PicturesAsync(
        IEnumerable<CataloguePicture> pictures, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = new SampleKeys();
        foreach (var picture in pictures)
        {
            var record = new SampleRecord
            {
                Id = keys.Next(Path.GetFileNameWithoutExtension(picture.File)),
                Caption = picture.Caption ?? picture.Name,
                Labels = [picture.Name],
                Turns =
                [
                    new SampleTurn(SampleTask.Question, "What is it?", picture.Name) { Kind = "what" },
                    .. from question in Questions
                       where picture.Facts.ContainsKey(question.Fact)
                       select new SampleTurn(SampleTask.Question, question.Question, picture.Facts[question.Fact]) { Kind = question.Fact },
                ],
            };
            var image = await File.ReadAllBytesAsync(picture.File, cancellationToken).ConfigureAwait(false);
            yield return (record, image, Path.GetExtension(picture.File)[1..].ToLowerInvariant());
        }
    }

    private static async IAsyncEnumerable<(SampleRecord Record, byte[]? Image, string Extension)> TextsAsync(
        IEnumerable<CatalogueText> texts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // A gloss needs its word; an example says something by itself.
            var caption = text.Group.StartsWith("gloss/", StringComparison.Ordinal) ? $"{text.Name}: {text.Text}" : text.Text;
            yield return (new SampleRecord { Id = $"{text.Group.Replace('/', '-')}-{number++}", Caption = caption }, null, "");
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
