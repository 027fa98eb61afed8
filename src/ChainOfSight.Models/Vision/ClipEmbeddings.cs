namespace ChainOfSight.Models.Vision;

/// <summary>Patches, class token and learned absolute positions: <c>[batch, 3, side, side]</c> to <c>[batch, 1 + patches, width]</c>.</summary>
internal sealed class ClipEmbeddings : Module<Tensor, Tensor>
{
    private readonly Parameter class_embedding;
    private readonly Conv2d patch_embedding;
    private readonly Embedding position_embedding;
    private readonly ClipVisionConfig config;

    public ClipEmbeddings(ClipVisionConfig config, Device? device, ScalarType? dtype)
        : base(nameof(ClipEmbeddings))
    {
        this.config = config;
        class_embedding = nn.Parameter(zeros([config.Width], dtype: dtype, device: device));
        patch_embedding = nn.Conv2d(3, config.Width, config.Patch, stride: config.Patch, bias: false, device: device, dtype: dtype);
        position_embedding = nn.Embedding(1 + config.Grid * config.Grid, config.Width, device: device, dtype: dtype);
        RegisterComponents();
    }

    /// <summary>Class position first, then the grid row-major, <c>[1 + grid², width]</c>.</summary>
    public Parameter Positions => position_embedding.weight!;

    public override Tensor forward(Tensor input)
    {
        if (input.shape is not [_, 3, var height, var width] || height != config.ImageSide || width != config.ImageSide)
        {
            throw new ArgumentException($"the tower reads pixels [batch, 3, {config.ImageSide}, {config.ImageSide}] but was given [{string.Join(", ", input.shape)}].", nameof(input));
        }

        using var scope = NewDisposeScope();

        // Patches do not overlap, so the convolution is one matrix product over their pixels.
        var (batch, grid, patch) = (input.shape[0], config.Grid, config.Patch);
        var pixels = input.to(class_embedding.dtype)
            .reshape(batch, 3, grid, patch, grid, patch)
            .permute(0, 2, 4, 1, 3, 5)
            .reshape(batch, grid * grid, 3 * patch * patch);
        var patches = nn.functional.linear(pixels, patch_embedding.weight.view(config.Width, -1));
        var first = class_embedding.view(1, 1, -1).expand(batch, 1, config.Width);
        return (cat([first, patches], 1) + Positions.to(ScalarType.Float32)).MoveToOuterDisposeScope();
    }
}
