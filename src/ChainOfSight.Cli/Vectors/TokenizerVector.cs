using System.Text.Json;
using ChainOfSight.Data.Fetching;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Models.Verification;
using ChainOfSight.Storage;

namespace ChainOfSight.Cli.Vectors;

/// <summary>Vectors of tokenizers: ids of some texts, equal one by one. The tokenizers are fetched once, by package name.</summary>
internal sealed class TokenizerVector
{
    private static readonly (string Key, string Set)[] Known = [("gpt2", "gpt2-tokenizer"), ("llama", "llama-tokenizer")];

    private readonly Dictionary<string, ITokenizer> tokenizers = [];
    private readonly Dictionary<string, string> faults = [];

    private TokenizerVector()
    {
    }

    /// <summary>Opens the tokenizers; one that is not to be had fails the check of the file, not those of others.</summary>
    public static async Task<TokenizerVector> OpenAsync(DemoSetFetcher fetcher, CancellationToken cancellationToken)
    {
        var vector = new TokenizerVector();
        foreach (var (key, name) in Known)
        {
            try
            {
                var set = DemoSets.Find(name);
                var folder = await fetcher.FetchAsync(set, cancellationToken).ConfigureAwait(false);
                vector.tokenizers[key] = TokenizerFactory.Load(new TokenizerSettings { Kind = key, Path = DemoSetCatalogue.TokenizerFolder(set, folder) });
            }
            catch (UserErrorException e)
            {
                vector.faults[key] = e.Message;
            }
        }

        return vector;
    }

    public IReadOnlyList<VectorQuantity> Check(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var texts = document.RootElement.GetProperty("texts").EnumerateArray().ToList();
            return texts.Count > 0 ? [.. Known.Select(known => Check(known.Key, texts))] : throw new VectorException("texts is empty");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new VectorException($"it is no JSON of the form {{ \"texts\": [ {{ \"text\": …, \"gpt2\": [ids], \"llama\": [ids] }}, … ] }}: {e.Message}");
        }
    }

    // The error is the share of texts with other ids.
    private VectorQuantity Check(string key, List<JsonElement> texts)
    {
        if (faults.TryGetValue(key, out var fault))
        {
            throw new VectorException(fault);
        }

        var wrong = texts
            .Where(entry => !tokenizers[key].Encode(entry.GetProperty("text").GetString()!).SequenceEqual(entry.GetProperty(key).EnumerateArray().Select(id => id.GetInt32())))
            .Select(entry => $"\"{entry.GetProperty("text").GetString()}\"").ToList();
        return new($"{key} ids", (double)wrong.Count / texts.Count, VectorLimits.Exact, wrong.FirstOrDefault());
    }
}
