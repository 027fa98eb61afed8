using ChainOfSight.Tensors;

namespace ChainOfSight.Models.Language;

/// <summary>
/// Rotary positions (arXiv 2104.09864) as Hugging Face's Llama lays them out: the first half of a head is paired with its second half, and
/// pair i turns by position · θ^(−2i/head).
/// </summary>
internal static class RotaryTable
{
    /// <summary>Cosines and sines of the angles of some positions.</summary>
    /// <param name="config">Head width and θ.</param>
    /// <param name="positions">One per row.</param>
    /// <param name="device">Where the tables shall live.</param>
    /// <returns>Two <c>[rows, 1, head]</c>, in f32.</returns>
    public static (Tensor Cosines, Tensor Sines) Of(LlamaConfig config, long[] positions, Device device)
    {
        var half = config.HeadSize / 2;
        var frequencies = new float[half];
        for (var i = 0; i < half; i++)
        {
            frequencies[i] = (float)Math.Pow(config.RopeTheta, -2.0 * i / config.HeadSize);
        }

        var rows = tensor(positions, device: device).to(ScalarType.Float32).view(-1, 1, 1);
        var angles = rows * tensor(frequencies, device: device).view(1, 1, -1);
        var both = cat([angles, angles], 2);
        return (both.cos(), both.sin());
    }

    /// <summary>Turns queries or keys, in f32, back to their type.</summary>
    /// <param name="heads"><c>[rows, heads, head]</c>.</param>
    /// <param name="pass">Holds the tables of the rows.</param>
    public static Tensor Rotate(Tensor heads, IAttentionPass pass) => TensorEngine.Kernels.Rotate(heads, pass.Cosines, pass.Sines);
}
