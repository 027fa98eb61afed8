using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;
using ChainOfSight.Data.Samples;
using ChainOfSight.Models.Resampling;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Tests.Unit.Reports;

/// <summary>A report as a run of the quick start's size leaves it, made from a seed: for tests of the page, and to look at.</summary>
internal static class SampleReport
{
    private static readonly string[] Things = ["dog", "apple", "red car", "house", "fish", "tree", "clock", "boat"];
    private static readonly string[] Places = ["top left", "top right", "bottom left", "bottom right"];
    private static readonly string[] Words = ["open", "stop", "taxi", "bakery", "exit", "milk"];

    public static ReportModel Create()
    {
        var random = new Random(11);
        ResamplerLayout before = ResamplerLayouts.Get("cos-32"), after = ResamplerLayouts.Get("cos-336-from-32");
        StageReport[] stages =
        [
            Stage(random, "words", "language", null, null, 600, 64, 74, 6.2, 2.7, ["decoder"], 9_840_128),
            Stage(random, "eyes", "vision", null, 128, 500, 64, 118, 0.69, 0.11, ["tower"], 1_320_448),
            Stage(random, "few-tokens", "pretrain", before, 128, 700, 32, 215, 3.1, 0.62, ["resampler", "lora"], 4_210_688),
            Stage(random, "many-tokens", "finetune", after, 256, 220, 32, 148, 0.74, 0.41, ["resampler", "lora", "tower"], 5_904_384),
        ];
        var questions = Questions(random);
        EvaluationReport[] evaluations =
        [
            Evaluate(random, EvaluationRole.Before, "before scaling", "few-tokens", 32, questions, 0.62),
            Evaluate(random, EvaluationRole.After, "after scaling", "many-tokens", 336, questions, 0.78),
            Evaluate(random, EvaluationRole.Control, "control", "many-steps", 32, questions, 0.68),
        ];
        return new ReportModel
        {
            Run = "quickstart",
            Recipe = "quickstart",
            StartedAt = new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.Zero),
            Machine = "2 threads, bf16, CPU",
            Stages = stages,
            Scalings = [new TokenScaling
            {
                FromStage = "few-tokens", ToStage = "many-tokens",
                Before = new(before, 128, 3_418_112), After = new(after, 256, 5_112_320),
                ConstantMapDifference = 4.1e-7, HeldOutLossBefore = 0.6482, HeldOutLossAfter = 0.6611, HeldOutSamples = 256,
            }],
            Evaluations = evaluations,
            Pictures = [.. Enumerable.Range(0, 12).Select(i => Picture(i, after, evaluations))],
            Facts =
            [
                new("Identity", [new("seed", "1"), new("recipe SHA-256", new string('a', 16) + "…"), new("data", "scenes, 6,000 samples")]),
                new("Versions", [new("ChainOfSight", "0.1.0"), new("libtorch", "1.13.1"), new(".NET", "10.0.1")]),
            ],
            RecipeJson = "{\n  \"name\": \"quickstart\" // <b>not markup</b>\n}",
        };
    }

    private static StageReport Stage(
        Random random, string name, string kind, ResamplerLayout? layout, int? side, int steps, int batch, double seconds, double from, double to, string[] parts, long trained) => new()
    {
        Name = name, Kind = kind, Layout = layout, ImageSide = side, Steps = steps, Samples = steps * batch, Tokens = steps * batch * ((layout?.Tokens ?? 0) + 24L),
        Seconds = seconds, WaitSeconds = seconds * 0.013, Trained = parts, TrainedParameters = trained, Parameters = 20_334_336,
        Curve = [.. Enumerable.Range(1, steps).Select(step => new StepPoint(
            step,
            (to + ((from - to) * Math.Exp(-5.0 * step / steps))) * (1 + (0.12 * (random.NextDouble() - 0.5))),
            1e-3 * Math.Min(1, step / (0.03 * steps)) * (0.5 + (0.5 * Math.Cos(Math.PI * step / steps))),
            steps * batch / seconds * (0.9 + (0.2 * random.NextDouble())),
            steps * batch / seconds * ((layout?.Tokens ?? 0) + 24),
            step < 5 ? 0.4 : 0.02 * random.NextDouble()))],
        HeldOut = [new(0, from * 0.97), new(steps / 2, to + ((from - to) * 0.1)), new(steps, to * 1.05)],
    };

    private static List<EvaluationQuestion> Questions(Random random) => [.. Enumerable.Range(0, 640).Select(i =>
    {
        var (thing, place) = (Things[random.Next(Things.Length)], Places[random.Next(Places.Length)]);
        var (left, top) = (place.EndsWith("right", StringComparison.Ordinal) ? 0.55 : 0.06, place.StartsWith("bottom", StringComparison.Ordinal) ? 0.53 : 0.08);
        var box = new LabelledBox(thing, left, top, left + 0.34 + (0.05 * random.NextDouble()), top + 0.36);
        var ask = new EvaluationQuestion { SampleId = $"scenes/00000/{i / 8:000000}", Turn = i % 8, Task = SampleTask.Question, Prompt = "", Expected = "" };
        return (i % 8) switch
        {
            0 => ask with { Kind = "what", Prompt = $"What is in the {place}?", Expected = thing },
            1 => ask with { Kind = "where", Prompt = $"Where is the {thing}?", Expected = place },
            2 => ask with { Kind = "count", Prompt = "How many things are there?", Expected = $"{2 + random.Next(3)}" },
            3 => ask with { Kind = "yes-no", Prompt = $"Is there a {thing}?", Expected = random.Next(2) == 0 ? "yes" : "no" },
            4 or 5 => ask with { Task = SampleTask.Text, Prompt = "What does it say?", Expected = Words[random.Next(Words.Length)] },
            6 => ask with { Task = SampleTask.Caption, Prompt = "", Expected = $"a {thing} in the {place} and a {Things[random.Next(Things.Length)]}" },
            _ => ask with { Task = SampleTask.Box, Prompt = $"Where is the {thing}? Give its box.", Expected = new BoxAnswer().Write(box), Box = box },
        };
    })];

    private static EvaluationReport Evaluate(
        Random random, EvaluationRole role, string label, string stage, int tokens, List<EvaluationQuestion> questions, double right)
    {
        var (answers, rows) = AnswerScorer.Score([.. questions.Select(question => (question, Answer(random, question, questions, right)))]);
        return new(role, label, stage, tokens, new EvaluationResult { Set = "scenes", Answers = answers, Tasks = rows, Seconds = 21.4 });
    }

    private static string Answer(Random random, EvaluationQuestion question, List<EvaluationQuestion> questions, double right)
    {
        if (random.NextDouble() < right)
        {
            return question.Expected;
        }

        var alike = questions.Where(other => other.Task == question.Task && other.Kind == question.Kind).ToList();
        return question.Task == SampleTask.Box && random.Next(8) == 0 ? "somewhere" : alike[random.Next(alike.Count)].Expected;
    }

    private static PictureReport Picture(int index, ResamplerLayout layout, EvaluationReport[] evaluations) => new()
    {
        SampleId = $"scenes/00000/{index:000000}",
        Description = "Two coloured shapes on a striped ground",
        File = PngEncoder.Encode(Draw(index)),
        MediaType = "image/png",
        Layout = layout,
        Questions = [.. evaluations[0].Result.Answers.Where(answer => answer.Question.SampleId == $"scenes/00000/{index:000000}").Where((_, i) => (i + index) % 3 == 0 || i == 7).Select(answer => new PictureQuestion
        {
            Task = answer.Question.Task, Prompt = answer.Question.Prompt, Expected = answer.Question.Expected, Box = answer.Question.Box,
            Answers = [.. evaluations.Take(2).Select(column =>
            {
                var said = column.Result.Answers.Single(other => other.Question == answer.Question);
                return new PictureAnswer(column.Label, said.Answer, said.Scores[MeasureName.Of(answer.Question.Task)[0]], said.Box);
            })],
        })],
    };

    private static PixelImage Draw(int index)
    {
        var image = PixelImage.Filled(256, 256, new RgbColour(232, 238, 214));
        for (var y = 0; y < 256; y++)
        {
            for (var x = 0; x < 256; x++)
            {
                var disc = Math.Pow(x - 70 - (8 * (index % 3)), 2) + Math.Pow(y - 80, 2) < 50 * 50;
                var square = x is > 150 and < 225 && y is > 140 and < 215;
                var stripe = (x + y + (9 * index)) % 64 < 8;
                var colour = disc ? new RgbColour(220, (byte)(60 + (12 * index)), 50) : square ? new RgbColour(40, 90, (byte)(250 - (10 * index))) : new RgbColour(214, 222, 190);
                if (disc || square || stripe)
                {
                    colour.CopyTo(image.Rgb.AsSpan(((y * 256) + x) * 3));
                }
            }
        }

        return image;
    }
}
