using ChainOfSight.Benchmarks.Reporting;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>The commands that compare us with peers or state a figure of ours, by name.</summary>
internal static class SuiteList
{
    public static string Help =>
        """
          steps      pre-training steps against PyTorch, two ways: time and peak memory
          finetune   fine-tuning steps at 336 and 1296 tokens, tower trained, against the same
          scaling    our step at 32 tokens by our step at 336
          profile    parts of a step, ours and the peer's
          generation tokens per second with the key-value cache
          operators  one small operator from C# and from Python
          images     resizing and decoding against Pillow
          tokenizers tokens per second of one thread
          wait       share of the quick start's time that waits for data
          startup    second start of the command line, over dotnet itself
          flat       live tensors and memory over 1,000 steps
          page       make docs/benchmarks.md of the figures at hand
                     all take [--rounds N] [--filter TEXT] [--threads N] [--folder artifacts/bench]
        """;

    public static bool Knows(string name) => name == "page" || Table(name) is not null;

    public static int Run(string name, IReadOnlyList<string> arguments, TextWriter output)
    {
        var options = BenchmarkOptions.Parse(arguments);
        if (name == "page")
        {
            TableFiles.WritePage(options.Folder, Path.Combine("docs", "benchmarks.md"));
            output.WriteLine("docs/benchmarks.md");
            return 0;
        }

        var (title, text, run) = Table(name)!.Value;
        var rows = run(options, row => output.WriteLine(TableText.Line(row)));
        TableFiles.Write(options.Folder, new BenchmarkTable(options.Filter is null ? name : $"{name} --filter \"{options.Filter}\"", title, text, BenchmarkSetting.Now(), rows));
        return rows.All(row => row.Holds != false) ? 0 : 1;
    }

    private static (string Title, string Text, Func<BenchmarkOptions, Action<BenchmarkRow>, IReadOnlyList<BenchmarkRow>> Run)? Table(string name) => name switch
    {
        "steps" => ("Pre-training step", StepText + TextLengths.Describe(16) + ".", (options, told) => StepDuels.Run(StepDuels.Pretraining(), options, told)),
        "finetune" => ("Fine-tuning step", StepText + "The tower is trained too, on a grid of 32. " + TextLengths.Describe(4) + ".", (options, told) => StepDuels.Run(StepDuels.FineTuning(), options, told)),
        "scaling" => ("What few tokens save", "Our stack alone, tower's forward included, the two steps in turn.", ScalingSuite.Run),
        "profile" => ("Where a step's time goes", "Mean milliseconds of each part over a clock between the parts; nothing on a CPU runs ahead.", ProfileSuite.Run),
        "generation" => ("Generation", "Greedy, 40 tokens of prompt and 64 new ones, key-value cache, merged adapters. In f32 the tokens of both sides are equal.", GenerationSuite.Run),
        "operators" => ("One small operator", "4×4 tensors, no gradient asked for, 10,000 calls at a time.", OperatorSuite.Run),
        "images" => ("Pictures", "800×600 to 336×336 on one thread, a picture of smooth noise and edges. The resized bytes of both sides are equal.", ImageSuite.Run),
        "tokenizers" => ("Tokenizers", "The Markdown and C# files of this repository, line by line, one thread.", TokenizerSuite.Run),
        "wait" => ("Waiting for data", "The quick start as it was trained here last, from its metrics: seconds in which the lane waited for a slot by seconds of its steps.", WaitSuite.RunAll),
        "startup" => ("Second start", "`./cos --help` and an empty .NET program in turn.", StartupSuite.Run),
        "flat" => ("1,000 steps", "cos-32, decoder 64×2, tower 64×3, 1 slot of 4, f32, in this process, after 250 steps.", FlatSuite.Run),
        _ => null,
    };

    private const string StepText =
        "`padded`: the Hugging Face way, right-padded to the batch's longest, logits at every position, autocast for bf16. `tuned`: no padding outside attention, logits only where text is predicted. Frozen decoder with trained adapters of rank 16 on all seven linear maps, trained resampler, "
        + "tower's forward included, 4,257 words, patches of 8 pixels, AdamW with clipping. ";
}
