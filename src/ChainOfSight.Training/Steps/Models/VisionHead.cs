using ChainOfSight.Models.Weights;

namespace ChainOfSight.Training.Steps.Models;

/// <summary>
/// Classes of every patch, from the features of the tower's last block: trained with the tower in a vision stage and dropped afterwards.
/// Logits per patch make the tower's features say what stands where, which the resampler's windows need.
/// </summary>
public sealed class VisionHead : Module<Tensor, Tensor>
{
    private readonly LayerNorm norm;
    private readonly Linear classify;

    /// <summary>Builds the head; weights are to be initialised or loaded afterwards.</summary>
    /// <param name="width">Width of the features.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="device">Where the weights live; default CPU.</param>
    /// <param name="dtype">Type of the weights; default f32.</param>
    public VisionHead(int width, int classes, Device? device = null, ScalarType? dtype = null)
        : base(nameof(VisionHead))
    {
        norm = nn.LayerNorm(width, device: device, dtype: dtype);
        classify = nn.Linear(width, classes, device: device, dtype: dtype);
        RegisterComponents();
    }

    /// <summary>Normal 0.02 for the matrix, 0 for its bias; equal for equal seeds.</summary>
    /// <param name="seed">Seed.</param>
    public void Initialize(long seed)
    {
        using var noGradient = no_grad();
        KeyedInitializer.Normal(classify.weight, 0.02, seed, "classify.weight");
        classify.bias!.fill_(0);
    }

    /// <summary>Features to logits.</summary>
    /// <param name="input"><c>[batch, grid, grid, width]</c>.</param>
    /// <returns><c>[batch, grid · grid, classes]</c>.</returns>
    public override Tensor forward(Tensor input) => classify.call(norm.call(input)).flatten(1, 2);
}
