using ChainOfSight.Torch;
using ChainOfSight.Torch.Modules;
using ChainOfSight.Tensors.Optim;
using ChainOfSight.Tensors.Safetensors;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Optim;

/// <summary>Twenty steps of a linear model give the losses, norms and weights of an independent PyTorch run.</summary>
public sealed class AdamWVectorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly IReadOnlyDictionary<string, Tensor> _vectors =
        SafetensorsFile.Load(Path.Combine(AppContext.BaseDirectory, "Fixtures", "optim", "adamw.safetensors"));

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Multi_tensor_AdamW_reproduces_the_vectors()
    {
        var (weight, bias) = Parameters();
        using var optimizer = new MultiTensorAdamW(
            [new AdamWGroup([("weight", weight)], WeightDecay: 0.05), new AdamWGroup([("bias", bias)])],
            new AdamWOptions { Beta1 = 0.9, Beta2 = 0.95, Epsilon = 1e-8, ClipNorm = 0.7 });

        var rates = _vectors["learning_rate"].data<double>().ToArray();
        for (var step = 0; step < rates.Length; step++)
        {
            optimizer.ClearGradients();
            var loss = Loss(weight, bias, step);
            loss.backward();
            Close(_vectors["loss"].data<double>()[step], loss.item<float>(), 1e-5);
            Close(_vectors["grad_norm"].data<double>()[step], optimizer.Step(rates[step]), 1e-5);
        }

        Near(_vectors["weight_final"], weight);
        Near(_vectors["bias_final"], bias);
    }

    [Fact]
    public void AdamW_of_TorchSharps_shape_with_clipping_by_hand_reproduces_the_vectors()
    {
        var (weight, bias) = Parameters();
        using var optimizer = optim.AdamW(
            [new AdamW.ParamGroup([weight], weight_decay: 0.05), new AdamW.ParamGroup([bias])], lr: 1, beta1: 0.9, beta2: 0.95, eps: 1e-8);

        var rates = _vectors["learning_rate"].data<double>().ToArray();
        for (var step = 0; step < rates.Length; step++)
        {
            foreach (var group in optimizer.ParamGroups)
            {
                group.LearningRate = rates[step];
            }

            optimizer.zero_grad();
            Loss(weight, bias, step).backward();
            var norm = Math.Sqrt((weight.grad!.square().sum() + bias.grad!.square().sum()).item<float>());
            var factor = Math.Min(1, 0.7 / (norm + 1e-6));
            weight.grad!.mul_(factor);
            bias.grad!.mul_(factor);
            optimizer.step();
        }

        Near(_vectors["weight_final"], weight);
        Near(_vectors["bias_final"], bias);
    }

    private (Parameter Weight, Parameter Bias) Parameters() => (new Parameter(_vectors["weight"].clone()), new Parameter(_vectors["bias"].clone()));

    private Tensor Loss(Tensor weight, Tensor bias, int step) =>
        (_vectors["inputs"].select(0, step).matmul(weight) + bias - _vectors["targets"].select(0, step)).square().mean();

    private static void Near(Tensor expected, Tensor actual)
    {
        var largest = expected.abs().max().item<float>();
        Assert.InRange((actual.detach() - expected).abs().max().item<float>() / largest, 0, 1e-6);
    }

    private static void Close(double expected, double actual, double relative) =>
        Assert.InRange(Math.Abs(actual - expected) / Math.Abs(expected), 0, relative);
}
