using ChainOfSight.Torch;
using ChainOfSight.Torch.Modules;
using ChainOfSight.Tensors.Optim;
using ChainOfSight.Tensors.Safetensors;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Optim;

/// <summary>The multi-tensor update equals its formula for every type, layout and size, and its state can be saved.</summary>
public sealed class MultiTensorAdamWTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public MultiTensorAdamWTests() => random.manual_seed(5);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Bf16_parameter_is_the_rounding_of_an_f32_run_at_every_step()
    {
        var start = randn([37, 129]).to(ScalarType.BFloat16);
        var single = new Parameter(start.to(ScalarType.Float32));
        var brief = new Parameter(start.clone());
        using var exact = new MultiTensorAdamW([new AdamWGroup([("w", single)], WeightDecay: 0.1)]);
        using var rounded = new MultiTensorAdamW([new AdamWGroup([("w", brief)], WeightDecay: 0.1)]);
        for (var step = 0; step < 10; step++)
        {
            var gradient = new Dictionary<string, Tensor> { ["w"] = randn([37, 129]) };

            Assert.Equal(exact.Step(1e-3, gradient), rounded.Step(1e-3, gradient));

            Assert.True(brief.Equals(single.to(ScalarType.BFloat16)));
        }

        Assert.True(rounded.ExportState()["master.w"].Equals(single));
    }

    [Theory]
    [InlineData(ScalarType.Float32, ScalarType.BFloat16)]
    [InlineData(ScalarType.Float32, ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16, ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16, ScalarType.Float32)]
    [InlineData(ScalarType.Float64, ScalarType.Float64)]
    public void Update_equals_the_formula_for_every_type(ScalarType type, ScalarType gradientType)
    {
        // More elements than a chunk of the native pass, and not a multiple of it.
        var parameter = new Parameter(randn([3, 20_011]).to(type));
        var gradient = (randn([3, 20_011]) * 0.1).to(gradientType);
        var (p, m, v) = (parameter.detach().clone().to(ScalarType.Float64), zeros([3, 20_011], ScalarType.Float64), zeros([3, 20_011], ScalarType.Float64));
        using var optimizer = new MultiTensorAdamW(
            [new AdamWGroup([("w", parameter)], LearningRateFactor: 2, WeightDecay: 0.3)], new AdamWOptions { Beta2 = 0.95 });
        for (var step = 1; step <= 3; step++)
        {
            optimizer.Step(0.005, new Dictionary<string, Tensor> { ["w"] = gradient });
            (p, m, v) = Formula(p, m, v, gradient.to(ScalarType.Float64), step, 0.01, 0.3);
        }

        var limit = type switch { ScalarType.BFloat16 => 4e-3, ScalarType.Float16 => 5e-4, ScalarType.Float32 => 1e-6, _ => 1e-12 };
        Assert.InRange(((parameter.detach().to(ScalarType.Float64) - p).abs().max() / p.abs().max()).item<double>(), 0, limit);
    }

    [Fact]
    public void Update_of_a_transposed_parameter_equals_that_of_a_plain_one()
    {
        var plain = new Parameter(randn([50, 70]));
        var transposed = new Parameter(plain.detach().t().contiguous().t());
        var gradient = randn([50, 70]);
        using var one = new MultiTensorAdamW([new AdamWGroup([("w", plain)], WeightDecay: 0.1)]);
        using var other = new MultiTensorAdamW([new AdamWGroup([("w", transposed)], WeightDecay: 0.1)]);
        Assert.False(transposed.is_contiguous());

        one.Step(0.01, new Dictionary<string, Tensor> { ["w"] = gradient });
        other.Step(0.01, new Dictionary<string, Tensor> { ["w"] = gradient.t().contiguous().t() });

        Assert.InRange((plain.detach() - transposed.detach()).abs().max().item<float>(), 0, 1e-6);
    }

    [Fact]
    public void Norm_spans_all_tensors_and_clips_before_the_update()
    {
        var (a, b) = (new Parameter(zeros([2])), new Parameter(zeros([1]).to(ScalarType.BFloat16)));
        using var optimizer = new MultiTensorAdamW(
            [new AdamWGroup([("a", a), ("b", b)])], new AdamWOptions { Beta1 = 0, Beta2 = 0, ClipNorm = 6.5, Epsilon = 1 });

        var norm = optimizer.Step(1, new Dictionary<string, Tensor> { ["a"] = tensor(new[] { 3f, 4f }), ["b"] = tensor(new[] { 12f }) });

        // Clipped to half: 1.5, 2 and 6; with ε = 1 the update is g / (|g| + 1).
        Assert.Equal(13, norm);
        Assert.Equal(-1.5 / 2.5, a.detach()[0].item<float>(), 1e-6);
        Assert.Equal(-2.0 / 3, a.detach()[1].item<float>(), 1e-6);
        Assert.Equal(-6.0 / 7, b.detach()[0].to(ScalarType.Float32).item<float>(), 4e-3);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Step_with_a_gradient_that_is_not_finite_changes_nothing_and_says_so(float broken)
    {
        var parameter = new Parameter(ones([3]));
        using var optimizer = new MultiTensorAdamW([new AdamWGroup([("w", parameter)], WeightDecay: 0.1)]);

        var norm = optimizer.Step(0.1, new Dictionary<string, Tensor> { ["w"] = tensor(new[] { 1f, broken, 2f }) });

        Assert.False(double.IsFinite(norm));
        Assert.Equal([1f, 1f, 1f], parameter.data<float>().ToArray());
        Assert.Equal(0, optimizer.ExportState()["step.w"].item<long>());
    }

    [Fact]
    public void Parameter_without_gradient_is_left_alone()
    {
        var (touched, untouched) = (new Parameter(ones([2])), new Parameter(ones([2])));
        using var optimizer = new MultiTensorAdamW([new AdamWGroup([("a", touched), ("b", untouched)], WeightDecay: 0.5)]);

        touched.sum().backward();
        optimizer.Step(0.1);

        Assert.Equal([1f, 1f], untouched.data<float>().ToArray());
        Assert.NotEqual(1f, touched.data<float>()[0]);
        Assert.Equal(1, optimizer.ExportState()["step.a"].item<long>());
        Assert.Equal(0, optimizer.ExportState()["step.b"].item<long>());
    }

    [Fact]
    public void Backward_through_weights_that_were_updated_meanwhile_is_refused()
    {
        var parameter = new Parameter(ones([2]));
        using var optimizer = new MultiTensorAdamW([new AdamWGroup([("w", parameter)])]);
        var loss = parameter.square().sum();

        optimizer.Step(0.1, new Dictionary<string, Tensor> { ["w"] = ones([2]) });

        Assert.ThrowsAny<TorchException>(() => loss.backward());
    }

    [Fact]
    public void State_saved_and_loaded_continues_to_the_same_bits()
    {
        var path = Path.GetTempFileName();
        var gradients = Enumerable.Range(0, 6).Select(_ => new Dictionary<string, Tensor> { ["w"] = randn([40]), ["b"] = randn([7]) }).ToList();
        (Parameter W, Parameter B) Make() => (new Parameter(ones([40]).to(ScalarType.BFloat16)), new Parameter(ones([7])));
        try
        {
            var (w, b) = Make();
            using var straight = Optimizer(w, b);
            gradients.ForEach(gradient => straight.Step(0.01, gradient));

            var (w1, b1) = Make();
            using var first = Optimizer(w1, b1);
            gradients.Take(3).ToList().ForEach(gradient => first.Step(0.01, gradient));
            SafetensorsWriter.Save(path, first.ExportState());
            var (w2, b2) = (new Parameter(zeros([40]).to(ScalarType.BFloat16)), new Parameter(b1.detach().clone()));
            using var second = Optimizer(w2, b2);
            second.ImportState(SafetensorsFile.Load(path));
            Assert.True(w2.Equals(w1));
            gradients.Skip(3).ToList().ForEach(gradient => second.Step(0.01, gradient));

            Assert.True(w2.Equals(w));
            Assert.True(b2.Equals(b));
        }
        finally
        {
            File.Delete(path);
        }

        static MultiTensorAdamW Optimizer(Parameter w, Parameter b) => new([new AdamWGroup([("w", w), ("b", b)], WeightDecay: 0.1)]);
    }

    [Fact]
    public void State_that_does_not_fit_is_refused_and_changes_nothing()
    {
        var parameter = new Parameter(ones([2]));
        using var optimizer = new MultiTensorAdamW([new AdamWGroup([("w", parameter)])]);
        optimizer.Step(0.1, new Dictionary<string, Tensor> { ["w"] = ones([2]) });
        Dictionary<string, Tensor> Changed(string name, Tensor? value)
        {
            var state = optimizer.ExportState().ToDictionary(pair => pair.Key, pair => pair.Value.clone());
            state.Remove(name);
            if (value is not null)
            {
                state[name] = value;
            }

            return state;
        }

        foreach (var (name, value) in new (string, Tensor?)[]
        {
            ("exp_avg.w", null), ("step.w", null), ("exp_avg_sq.w", zeros([3])), ("exp_avg.w", zeros([2], ScalarType.Float64)),
            ("step.w", tensor(-1L)), ("step.w", tensor(1.5f)), ("master.w", zeros([2])), ("exp_avg.v", zeros([2])),
        })
        {
            var refusal = Assert.Throws<OptimizerStateException>(() => optimizer.ImportState(Changed(name, value)));
            Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
            Assert.Equal(1, optimizer.ExportState()["step.w"].item<long>());
        }
    }

    [Fact]
    public void Settings_and_gradients_that_make_no_sense_are_refused_by_name()
    {
        var w = new Parameter(ones([2]));
        AdamWGroup[] Groups(double factor = 1, double decay = 0) => [new AdamWGroup([("w", w)], factor, decay)];

        Assert.Contains("Beta1", Assert.Throws<ArgumentException>(() => new MultiTensorAdamW(Groups(), new AdamWOptions { Beta1 = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("Beta2", Assert.Throws<ArgumentException>(() => new MultiTensorAdamW(Groups(), new AdamWOptions { Beta2 = -0.1 })).Message, StringComparison.Ordinal);
        Assert.Contains("Epsilon", Assert.Throws<ArgumentException>(() => new MultiTensorAdamW(Groups(), new AdamWOptions { Epsilon = double.NaN })).Message, StringComparison.Ordinal);
        Assert.Contains("ClipNorm", Assert.Throws<ArgumentException>(() => new MultiTensorAdamW(Groups(), new AdamWOptions { ClipNorm = 0 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MultiTensorAdamW(Groups(factor: -1)));
        Assert.Throws<ArgumentException>(() => new MultiTensorAdamW(Groups(decay: double.NaN)));
        Assert.Contains("'w'", Assert.Throws<ArgumentException>(() => new MultiTensorAdamW([.. Groups(), .. Groups()])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MultiTensorAdamW([new AdamWGroup([("i", arange(3))])]));
        using var optimizer = new MultiTensorAdamW(Groups());
        Assert.Throws<ArgumentException>(() => optimizer.Step(double.NaN));
        Assert.Contains("'v'", Assert.Throws<ArgumentException>(() => optimizer.Step(1, new Dictionary<string, Tensor> { ["v"] = ones([2]) })).Message, StringComparison.Ordinal);
        Assert.Throws<TorchShapeException>(() => optimizer.Step(1, new Dictionary<string, Tensor> { ["w"] = ones([3]) }));
        Assert.Throws<TorchUnsupportedException>(() => optim.AdamW([w], amsgrad: true));
        Assert.Throws<ArgumentException>(() => optim.AdamW([w], lr: -1));
    }

    [Fact]
    public void Steps_leave_no_tensor_behind()
    {
        var parameter = new Parameter(ones([10]).to(ScalarType.BFloat16));
        using var optimizer = new MultiTensorAdamW([new AdamWGroup([("w", parameter)])]);
        parameter.sum().backward();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var step = 0; step < 100; step++)
        {
            optimizer.Step(0.01);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static (Tensor P, Tensor M, Tensor V) Formula(Tensor p, Tensor m, Tensor v, Tensor g, int step, double rate, double decay)
    {
        m = m * 0.9 + g * 0.1;
        v = v * 0.95 + g * g * 0.05;
        var denominator = v.sqrt() / Math.Sqrt(1 - Math.Pow(0.95, step)) + 1e-8;
        return (p * (1 - rate * decay) - m / denominator * (rate / (1 - Math.Pow(0.9, step))), m, v);
    }
}
