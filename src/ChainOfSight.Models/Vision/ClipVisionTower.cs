using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Vision;

/// <summary>
/// A CLIP vision tower under Hugging Face's names. It holds and runs only the blocks up to the last tap, has no final norm, and drops the
/// class token.
/// </summary>
public sealed class ClipVisionTower : Module<Tensor, IReadOnlyList<Tensor>>
{
    /// <summary>Blocks whose outputs the published resampler reads.</summary>
    public static readonly IReadOnlyList<int> PublishedTaps = [15, 22];

    private readonly ClipVisionModel vision_model;

    /// <summary>Builds the tower; weights are to be initialised or loaded afterwards.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="taps">Blocks whose outputs are handed out, counted from 0, ascending; null: <see cref="PublishedTaps"/>.</param>
    /// <param name="device">Where the weights live; default CPU. <c>META</c> holds shapes only.</param>
    /// <param name="dtype">Type of the weights; default f32.</param>
    /// <exception cref="ModelConfigException">The sizes or taps are impossible.</exception>
    public ClipVisionTower(ClipVisionConfig config, IReadOnlyList<int>? taps = null, Device? device = null, ScalarType? dtype = null)
        : base(nameof(ClipVisionTower))
    {
        ArgumentNullException.ThrowIfNull(config);
        Config = config.Validated();
        Taps = CheckTaps(config, taps ?? PublishedTaps);
        vision_model = new(config, Taps[^1] + 1, device, dtype);
        RegisterComponents();
        OwnedWeights.TakeFromScope(this);
    }

    /// <summary>The sizes.</summary>
    public ClipVisionConfig Config { get; }

    /// <summary>Blocks whose outputs are handed out.</summary>
    public IReadOnlyList<int> Taps { get; }

    /// <summary>True: a block's activations are computed again in backward instead of kept, with equal results. Default false.</summary>
    public bool RecomputeBlocks
    {
        get => vision_model.Encoder.RecomputeBlocks;
        set => vision_model.Encoder.RecomputeBlocks = value;
    }

    /// <summary>Learned positions, class position first, <c>[1 + grid², width]</c>.</summary>
    public Parameter Positions => vision_model.Positions;

    /// <summary>Pixels to features.</summary>
    /// <param name="input">Normalised pixels <c>[batch, 3, side, side]</c>; cast to the weights' type.</param>
    /// <returns>One <c>[batch, grid, grid, width]</c> per tap, in order.</returns>
    public override IReadOnlyList<Tensor> forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var grid = Config.Grid;

        // States between the taps are needed by nobody, or by the graph, which keeps them itself.
        using var scope = NewDisposeScope();
        return [.. vision_model.call(input, Taps).Select(state =>
            state.narrow(1, 1, grid * grid).to(Positions.dtype).reshape(-1, grid, grid, Config.Width).MoveToOuterDisposeScope())];
    }

    /// <summary>The same tower for another image size: weights copied, positions interpolated. This tower is unchanged.</summary>
    /// <param name="imageSide">Side of the image in pixels, a multiple of the patch.</param>
    /// <exception cref="ModelConfigException">The side does not fit the patch.</exception>
    public ClipVisionTower WithImageSide(int imageSide)
    {
        var target = new ClipVisionTower(Config with { ImageSide = imageSide }, Taps, Positions.device, Positions.dtype);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var own = named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        foreach (var (name, parameter) in target.named_parameters())
        {
            parameter.copy_(name == PositionInterpolation.Name ? PositionInterpolation.Apply(own[name], target.Config.Grid) : own[name]);
        }

        return target;
    }

    private static IReadOnlyList<int> CheckTaps(ClipVisionConfig config, IReadOnlyList<int> taps)
    {
        var faults = new ConfigFaults("vision tower")
            .Require(taps.Count > 0, "taps", "[]", "at least one block must be tapped");
        for (var i = 0; i < taps.Count; i++)
        {
            faults.Require(taps[i] >= 0 && taps[i] < config.Layers, $"taps[{i}]", taps[i], $"must be a block: 0 to {config.Layers - 1}");
            faults.Require(i == 0 || taps[i] > taps[i - 1], $"taps[{i}]", taps[i], "taps must ascend");
        }

        faults.ThrowIfAny();
        return taps;
    }
}
