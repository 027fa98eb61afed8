using System.Diagnostics;
using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Data.Collation;
using ChainOfSight.Models.Language;
using ChainOfSight.Models.Multimodal;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Benchmarks.Works;

/// <summary>A training step of a multimodal stage with one slot, by the code that runs train with.</summary>
internal sealed class StepWork : IWork
{
    private const double LearningRate = 1e-4;
    private readonly MultimodalStageModel model;
    private readonly StageOptimizer optimizer;
    private readonly SlotBatch[] batches;
    private long steps;

    public StepWork(ModelRequest request)
    {
        set_num_threads(request.Threads);
        var stage = new StageRecipe
        {
            Name = "benchmark",
            Kind = StageKind.Pretrain,
            LearningRate = LearningRate,
            Steps = 1 << 30,
            Slots = 1,
            SamplesPerSlot = request.Lengths[0].Length,
            Schedule = new ScheduleRecipe { Warmup = 0 },
            Train = request.TrainsTower ? [ModelPart.Tower, ModelPart.Resampler, ModelPart.Lora] : [ModelPart.Resampler, ModelPart.Lora],
            Data = new Dictionary<string, double>(),
        };
        var library = new WeightLibrary();
        using (var wide = request.Model(ScalarType.Float32))
        {
            request.WriteWeights(wide);
        }

        model = new MultimodalStageModel(stage, request.Model(request.Dtype));
        model.Prepare();
        foreach (var parameter in model.Trained)
        {
            library.Set(TensorCopies.ToHost(parameter.Name, parameter.Value));
        }

        optimizer = new StageOptimizer(model, library, new Dictionary<string, HostTensor>(), 0);
        var pixels = ModelRequest.Pixels(stage.SamplesPerSlot, request.ImageSide);
        batches = [.. request.Lengths.Select((lengths, variant) => Batch(request, lengths, variant, pixels))];
    }

    public JsonObject Facts()
    {
        var (sum, tokens) = SlotPass.Measure(model, batches[0])!.Value;
        return new JsonObject { ["loss"] = sum / tokens, ["threads"] = get_num_threads(), ["version"] = __version__ };
    }

    public void Run()
    {
        var batch = batches[steps % batches.Length];
        using var gradient = SlotPass.Run(model, batch, ++steps)!;
        optimizer.Step(gradient, steps);
    }

    /// <summary>Nothing on a CPU runs ahead, so a clock between the parts tells them apart.</summary>
    public IReadOnlyDictionary<string, double> Parts(int runs)
    {
        var spent = new Dictionary<string, double>();
        for (var run = 0; run < runs; run++)
        {
            Measured(spent, runs, batches[steps++ % batches.Length]);
        }

        return spent;
    }

    public void Dispose()
    {
        optimizer.Dispose();
        model.Dispose();
    }

    private static SlotBatch Batch(ModelRequest request, int[] lengths, int variant, float[] pixels)
    {
        var ids = ModelRequest.TokenIds(lengths, variant, request.Vocabulary);
        var labels = ids.ToArray();
        for (int sample = 0, start = 0; sample < lengths.Length; start += lengths[sample++])
        {
            labels[start] = SlotBatch.IgnoredLabel;
        }

        return new SlotBatch
        {
            Positions = [.. Enumerable.Range(0, lengths.Length).Select(i => (long)i)],
            SampleIds = [.. lengths.Select((_, i) => $"sample {i}")],
            Pixels = pixels,
            ImageSide = request.ImageSide,
            TokenIds = ids,
            Labels = labels,
            Lengths = lengths,
            ImagePositions = [.. lengths.Select(_ => 1)],
        };
    }

    private void Measured(Dictionary<string, double> spent, int runs, SlotBatch batch)
    {
        using var scope = NewDisposeScope();
        var whole = model.Model;
        var last = Stopwatch.GetTimestamp();
        var text = MultimodalStageModel.TextOf(batch);
        var features = whole.Features(Pixels.Of(batch, whole.Tower.Positions.device));
        Mark("tower forward");
        var visual = whole.Projector.call(features);
        Mark("resampler forward");
        var layout = TokenLayout.Build(text.Lengths, text.ImagePositions, whole.Projector.Layout.Tokens);
        var hidden = whole.Decoder.call(SequenceEmbeddings.Join(whole.Decoder.Embed(text.TokenIds), visual, layout), whole.Decoder.Pass(layout));
        Mark("decoder forward");
        var loss = whole.Decoder.Loss(hidden, LossPositions.Of(layout, text.Labels), whole.LossOptions);
        Mark("loss forward");
        loss.Sum.backward();
        Mark("backward");
        using (var gradient = new SlotGradient([.. model.Trained.Select(Take)], 1, loss.Tokens, batch.Positions.Count))
        {
            optimizer.Step(gradient, steps);
        }

        Mark("optimizer");

        void Mark(string part)
        {
            var now = Stopwatch.GetTimestamp();
            spent[part] = spent.GetValueOrDefault(part) + (Stopwatch.GetElapsedTime(last, now).TotalSeconds / runs);
            last = now;
        }
    }

    private static Tensor? Take(PartParameter parameter)
    {
        var gradient = parameter.Value.grad;
        parameter.Value.grad = null;
        return gradient?.to(ScalarType.Float32).DetachFromDisposeScope();
    }
}
