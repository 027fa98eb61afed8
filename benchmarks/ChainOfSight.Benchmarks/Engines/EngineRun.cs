using System.Diagnostics;
using ChainOfSight.Models.Language;
using ChainOfSight.Models.Weights;
using ChainOfSight.Tensors;
using ChainOfSight.Tensors.Optim;

namespace ChainOfSight.Benchmarks.Engines;

/// <summary>A decoder in f32 that learns a made-up language, with recomputed blocks, on one thread: the same on every engine.</summary>
internal static class EngineRun
{
    private const int Vocabulary = 512;
    private const int Samples = 8;
    private const int Tokens = 32;

    /// <summary>Trains.</summary>
    /// <param name="steps">Updates.</param>
    /// <returns>What it left, and the median duration of a step.</returns>
    public static (EngineFingerprint Fingerprint, TimeSpan Step) Train(int steps)
    {
        set_num_threads(1);
        using var decoder = new LlamaForCausalLm(new LlamaConfig { VocabularySize = Vocabulary, Width = 128, MlpWidth = 256, Layers = 4, Heads = 4, KeyValueHeads = 2, MaxPositions = Tokens });
        decoder.RecomputeBlocks = true;
        ModelInitializer.Initialize(decoder, seed: 1);
        var named = decoder.named_parameters().OrderBy(entry => entry.name, StringComparer.Ordinal).ToList();
        using var optimizer = new MultiTensorAdamW(
            [new AdamWGroup([.. named.Select(entry => (entry.name, (Tensor)entry.parameter))], WeightDecay: 0.01)], new AdamWOptions { ClipNorm = 1 });
        var (losses, norms, times) = (new double[steps], new double[steps], new TimeSpan[steps]);
        for (var step = 0; step < steps; step++)
        {
            var watch = Stopwatch.StartNew();
            using var scope = NewDisposeScope();
            optimizer.ClearGradients();
            var loss = Loss(decoder, step);
            loss.backward();
            losses[step] = loss.item<float>();
            norms[step] = optimizer.Step(0.002);
            times[step] = watch.Elapsed;
        }

        using var last = NewDisposeScope();
        float[] weights = [.. named.SelectMany(entry => entry.parameter.detach().contiguous().view(-1).data<float>().ToArray())];
        var library = TensorEngine.Library;
        return (new($"{library.Engine}, libtorch {library.Version}, {TensorEngine.Kernels.Name} kernels", losses, norms, weights), times.Order().ElementAt(steps / 2));
    }

    /// <summary>Median cost of a small operator: an addition of two tensors of 16 numbers, made and released.</summary>
    public static TimeSpan SmallOperator()
    {
        const int Calls = 20_000;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (left, right) = (ones([16]), ones([16]));
        var rounds = new TimeSpan[9];
        for (var round = 0; round < rounds.Length; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Calls; i++)
            {
                using var sum = left + right;
            }

            rounds[round] = watch.Elapsed / Calls;
        }

        return rounds.Order().ElementAt(rounds.Length / 2);
    }

    private static Tensor Loss(LlamaForCausalLm decoder, int step)
    {
        int[] ids = [.. Enumerable.Range(0, Samples * Tokens).Select(i => (((i % Tokens) * (7 + i / Tokens)) + step * 13) % Vocabulary)];
        var layout = TokenLayout.OfText([.. Enumerable.Repeat(Tokens, Samples)]);
        var sum = decoder.Loss(decoder.call(decoder.Embed(ids), decoder.Pass(layout)), LossPositions.Of(layout, ids));
        return sum.Sum / sum.Tokens;
    }
}
