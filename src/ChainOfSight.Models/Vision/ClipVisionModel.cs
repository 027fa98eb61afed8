using ChainOfSight.Models.Normalization;

namespace ChainOfSight.Models.Vision;

/// <summary>What stands under <c>vision_model.</c> in Hugging Face's CLIP, without the final norm.</summary>
internal sealed class ClipVisionModel : Module<Tensor, IReadOnlyList<int>, IReadOnlyList<Tensor>>
{
    private readonly ClipEmbeddings embeddings;

    // Spelled as in the published weights.
    private readonly WideLayerNorm pre_layrnorm;
    private readonly ClipEncoder encoder;

    public ClipVisionModel(ClipVisionConfig config, int blocks, Device? device, ScalarType? dtype)
        : base(nameof(ClipVisionModel))
    {
        embeddings = new(config, device, dtype);
        pre_layrnorm = new(config.Width, config.NormEpsilon, device, dtype);
        encoder = new(config, blocks, device, dtype);
        RegisterComponents();
    }

    public ClipEncoder Encoder => encoder;

    public Parameter Positions => embeddings.Positions;

    public override IReadOnlyList<Tensor> forward(Tensor input1, IReadOnlyList<int> input2) =>
        encoder.call(pre_layrnorm.Wide(embeddings.call(input1)), input2);
}
