using ChainOfSight.Tensors.Optim;
using ChainOfSight.Torch.Optim;

namespace ChainOfSight.Tensors.LibTorch;

/// <summary>AdamW over all parameters in one native operation.</summary>
internal sealed class NativeAdamW : IAdamWPasses
{
    public double Norm(IReadOnlyList<Tensor> gradients) => MultiTensorPass.Norm(gradients);

    public void Update(IReadOnlyList<AdamWUpdate> updates, AdamWOptions options, double gradientScale) => MultiTensorPass.Update(
        [.. updates.Select(update => new MultiTensorItem(
            update.Parameter, update.Gradient, update.Master, update.First, update.Second, update.LearningRate, update.WeightDecay, update.Step))],
        options.Beta1, options.Beta2, options.Epsilon, gradientScale);
}
