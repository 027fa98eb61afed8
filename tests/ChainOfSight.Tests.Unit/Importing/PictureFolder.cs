using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;

namespace ChainOfSight.Tests.Unit.Importing;

/// <summary>A folder of small real pictures and captions for one test, removed after it.</summary>
public sealed class PictureFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cos-test-").FullName;

    /// <summary>Writes a file; a name that ends in <c>.png</c> without content becomes a picture.</summary>
    public PictureFolder With(string name, string content = "")
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        if (name.EndsWith(".png", StringComparison.Ordinal) && content.Length == 0)
        {
            File.WriteAllBytes(file, PngEncoder.Encode(PixelImage.Filled(5, 4, new RgbColour(1, 2, 3))));
        }
        else
        {
            File.WriteAllText(file, content);
        }

        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
