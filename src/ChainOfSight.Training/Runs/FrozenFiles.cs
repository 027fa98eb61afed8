using System.Security.Cryptography;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Runs;

/// <summary>The weight files of a recipe with their hashes, as checkpoints name them.</summary>
internal static class FrozenFiles
{
    public static async Task<IReadOnlyList<FrozenFile>> DescribeAsync(Recipe recipe, CancellationToken cancellationToken)
    {
        var files = new List<FrozenFile>();
        foreach (var (part, path) in new[] { (PartNames.Tower, recipe.Model.Tower?.Weights), (PartNames.Decoder, recipe.Model.Decoder?.Weights) })
        {
            if (path is not null)
            {
                files.Add(await DescribeAsync(part, path, cancellationToken).ConfigureAwait(false));
            }
        }

        return files;
    }

    /// <summary>Refuses to go on where a file is not the one with which the run began.</summary>
    public static void RequireSame(string checkpoint, IReadOnlyList<FrozenFile> saved, IReadOnlyList<FrozenFile> found)
    {
        foreach (var file in saved)
        {
            var now = found.FirstOrDefault(other => other.Part == file.Part);
            if (now?.Sha256 != file.Sha256)
            {
                throw new CheckpointException(checkpoint,
                    $"it was made with the {file.Part} weights {file.Uri} (SHA-256 {file.Sha256}), found is {now?.Uri ?? "none"} ({now?.Sha256 ?? "–"}). Bring that file back, or start a new run.");
            }
        }
    }

    private static async Task<FrozenFile> DescribeAsync(string part, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var hash = await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false);
            return new FrozenFile(part, new Uri(Path.GetFullPath(path)).AbsoluteUri, Convert.ToHexStringLower(hash), file.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"model.{part}.weights names {path}, which cannot be read: {e.Message} Name a safetensors file, or remove the key to start from random weights.", e);
        }
    }
}
