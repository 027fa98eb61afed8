using ChainOfSight.Tensors;

namespace ChainOfSight.Models.Vision;

/// <summary>The blocks up to the last one that is tapped; hands out the state after each tapped block.</summary>
internal sealed class ClipEncoder : Module<Tensor, IReadOnlyList<int>, IReadOnlyList<Tensor>>
{
    private readonly ModuleList<ClipLayer> layers;

    public ClipEncoder(ClipVisionConfig config, int blocks, Device? device, ScalarType? dtype)
        : base(nameof(ClipEncoder))
    {
        layers = nn.ModuleList([.. Enumerable.Range(0, blocks).Select(_ => new ClipLayer(config, device, dtype))]);
        RegisterComponents();
    }

    /// <summary>Whether a block's activations are computed again in backward instead of kept.</summary>
    public bool RecomputeBlocks { get; set; }

    /// <param name="input1">State before the first block, in f32.</param>
    /// <param name="input2">Tapped blocks, ascending, counted from 0.</param>
    public override IReadOnlyList<Tensor> forward(Tensor input1, IReadOnlyList<int> input2)
    {
        var state = input1;
        var taps = new List<Tensor>(input2.Count);
        for (var i = 0; i < layers.Count; i++)
        {
            state = RecomputeBlocks && is_grad_enabled() ? TensorEngine.Recompute.Run(layers[i].call, state) : layers[i].call(state);
            if (input2.Contains(i))
            {
                taps.Add(state);

                // A node of its own collects the next block's gradients before the tap's is added, so that their order, and so
                // every bit, is the same with and without recompute.
                state = state.view(state.shape);
            }
        }

        return taps;
    }
}
