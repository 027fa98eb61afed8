using System.CommandLine;
using ChainOfSight.Cli.Checkpoints;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Data.Images;
using ChainOfSight.Models.Language;
using ChainOfSight.Storage;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Sources;

namespace ChainOfSight.Cli.Verbs.Models;

/// <summary><c>cos generate</c>: lets a checkpoint answer about an image.</summary>
internal static class GenerateVerb
{
    public static Verb Create()
    {
        var checkpoint = CheckpointChoice.Option();
        var image = new Option<string>("--image") { Description = "JPEG, PNG, WebP or GIF file.", Required = true };
        var prompt = new Option<string?>("--prompt") { Description = "The question; without it the image is captioned." };
        var length = new Option<int>("--max-tokens") { Description = "Most tokens of the answer.", DefaultValueFactory = _ => 64 };
        var temperature = new Option<double>("--temperature") { Description = "0: always the likeliest token; above: tokens are drawn, 1 leaves the model's own distribution." };
        var topP = new Option<double>("--top-p") { Description = "Draw among the likeliest tokens that together reach this probability.", DefaultValueFactory = _ => 1 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the draws." };
        var store = RunStore.Option();
        var json = JsonText.Option();
        var verb = new Verb(
            "generate",
            "Ask the model of a checkpoint about an image.",
            "generate --image photo.jpg --prompt \"what is in the top left?\"",
            "generate --checkpoint quickstart/pretrain-700 --image photo.jpg",
            "generate --image photo.jpg --prompt \"describe it\" --temperature 0.7 --top-p 0.9 --seed 3")
            .With(checkpoint, image, prompt, length, temperature, topP, seed, store, json);

        verb.Runs(async (parse, cancellation) =>
        {
            var options = new GenerationOptions { MaxNewTokens = parse.GetValue(length), Temperature = parse.GetValue(temperature), TopP = parse.GetValue(topP), Seed = parse.GetValue(seed) };
            Check(options);
            var picture = await ReadAsync(parse.GetValue(image)!, cancellation).ConfigureAwait(false);
            var choice = CheckpointChoice.Parse(parse.GetValue(checkpoint)!, parse.GetValue(store)!);
            var opened = await OpenedCheckpoint.OpenAsync(choice, RecipeData.OfThisMachine(stores: RunStore.Open), null, cancellation).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                var wording = RecipeData.Prompts(opened.Model.Stage);
                var asked = parse.GetValue(prompt) ?? wording.CaptionPrompt;
                var answers = await opened.Model.Answerer(wording, options).AnswerAsync([new ImageQuestion(picture, asked)], cancellation).ConfigureAwait(false);
                Action print = parse.GetValue(json)
                    ? () => JsonText.Print(new { checkpoint = opened.Model.Title, prompt = asked, answer = answers[0] })
                    : () => Console.WriteLine(answers[0]);
                print();
            }

            return ExitCodes.Success;
        });
        return verb;
    }

    private static void Check(GenerationOptions options)
    {
        string[] faults =
        [
            .. options.MaxNewTokens is >= 1 and <= 1 << 20 ? [] : new[] { $"--max-tokens {options.MaxNewTokens}: legal are 1 to 1048576" },
            .. options.Temperature is >= 0 and <= 100 ? [] : new[] { $"--temperature {options.Temperature}: legal are 0 (always the likeliest) to 100" },
            .. options.TopP is > 0 and <= 1 ? [] : new[] { $"--top-p {options.TopP}: legal is above 0, at most 1" },
        ];
        if (faults.Length > 0)
        {
            throw new UserErrorException(string.Join("\n  ", faults.Prepend("Nothing can be generated so:")));
        }
    }

    private static async Task<PixelImage> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return ImageDecoder.Decode(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), ImageLimits.Default);
        }
        catch (ImageDecodeException e)
        {
            throw new UserErrorException($"The image {path} cannot be read: {e.Reason}. Name a JPEG, PNG, WebP or GIF file with --image.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The image {path} cannot be read: {e.Message} Name an existing JPEG, PNG, WebP or GIF file with --image.", e);
        }
    }
}
