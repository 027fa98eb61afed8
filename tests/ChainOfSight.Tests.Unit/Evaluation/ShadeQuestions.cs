using System.Runtime.CompilerServices;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;
using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Tokenizing;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Tests.Unit.Evaluation;

/// <summary>Held-out pictures of one shade each, with questions of every task.</summary>
internal sealed class ShadeQuestions : IEvaluationData
{
    public const string Recipe = "\"sets\": { \"held-out\": { \"source\": \"shades\", \"count\": 8 } }, \"pictures\": 3, \"maxAnswerTokens\": 4, \"lossSamples\": 8";

    public Task<ITokenizer> OpenTokenizerAsync(Recipe recipe, CancellationToken cancellationToken) => Task.FromResult<ITokenizer>(new TinyTokenizer());

    public PromptOptions Prompts(Recipe recipe, StageRecipe stage) => new();

    public async IAsyncEnumerable<HeldOutSample> ReadHeldOutAsync(Recipe recipe, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        for (var i = 0; i < 12; i++)
        {
            yield return Sample(i);
        }
    }

    private static HeldOutSample Sample(int index)
    {
        var shade = (byte)(60 * (index % 4));
        var file = PngEncoder.Encode(PixelImage.Filled(20, 10, new RgbColour(shade, shade, shade)));
        var record = new SampleRecord
        {
            Id = $"{index}",
            Caption = $"shade {index % 4}",
            Turns =
            [
                new(SampleTask.Question, "which?", $"{index % 4}") { Kind = "what" },
                new(SampleTask.Question, "dark?", index % 4 < 2 ? "yes" : "no") { Kind = "yes-no" },
                new(SampleTask.Text, "read", "abc"),
                new(SampleTask.Box, "where?", "0 0 8 8") { Box = new LabelledBox("shade", 0, 0, 0.5, 0.5) },
            ],
        };
        return new HeldOutSample($"shades/00000/{index}", record, _ => Task.FromResult<ReadOnlyMemory<byte>>(file));
    }
}
