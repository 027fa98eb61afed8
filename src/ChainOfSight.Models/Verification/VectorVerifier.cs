using System.Runtime.InteropServices;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Models.Verification;

/// <summary>
/// Checks every vector file of a folder against this build and machine. Sizes, seeds and layouts come from the files. A malformed file fails
/// by itself; the others are still checked.
/// </summary>
/// <param name="others">
/// Checks of the forms that the models know nothing of, by the beginning of the file's name: <c>bicubic</c>, <c>tokenizers</c>.
/// </param>
public sealed class VectorVerifier(IReadOnlyDictionary<string, VectorCheck>? others = null)
{
    private readonly Dictionary<string, VectorCheck> checks = new((others ?? new Dictionary<string, VectorCheck>()).ToDictionary())
    {
        [VectorForm.Resampler] = ResamplerVector.Check,
        [VectorForm.Inflation] = InflationVector.Check,
        [VectorForm.ClipVision] = ClipVector.Check,
        [VectorForm.Llama] = LlamaVector.Check,
        [VectorForm.AdamW] = AdamWVector.Check,
    };

    /// <summary>Checks all <c>.safetensors</c> files of a folder and its <c>tokenizers*.json</c>, in the order of their names.</summary>
    /// <param name="directory">The folder; sub-folders are not entered.</param>
    /// <param name="cancellationToken">Ends between two files.</param>
    /// <exception cref="VectorException">The folder is missing or holds no vector file.</exception>
    public IEnumerable<VectorFileReport> Verify(string directory, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (!Directory.Exists(directory))
        {
            throw new VectorException($"{directory}: no such folder; name one that holds vector files (*.safetensors, tokenizers.json)");
        }

        string[] paths = [.. Directory.EnumerateFiles(directory).Where(IsVector).Order(StringComparer.Ordinal)];
        if (paths.Length == 0)
        {
            throw new VectorException($"{directory}: holds no vector file (*.safetensors, tokenizers.json)");
        }

        return paths.Select(path =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return VerifyFile(path);
        });
    }

    /// <summary>Checks one file; what is wrong with it is in the report.</summary>
    /// <param name="path">Path of the file.</param>
    public VectorFileReport VerifyFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = Path.GetFileName(path);
        try
        {
            var form = VectorForm.Of(path) ?? throw new VectorException("neither its name nor its content is of a known form");
            return checks.TryGetValue(form, out var check)
                ? new(name, check(path))
                : throw new VectorException($"this program has no check for {form} files");
        }
        catch (Exception e) when (e is ModelException or SafetensorsException or ExternalException or ArgumentException or IOException or UnauthorizedAccessException or OverflowException)
        {
            return new(name, [], e.Message);
        }
    }

    private static bool IsVector(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(".safetensors", StringComparison.Ordinal)
            || (name.StartsWith(VectorForm.Tokenizers, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal));
    }
}
