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
    /// <param name="like">A tensor of the device and type that the tables shall have.</param>
    /// <returns>Two <c>[rows, 1, head]</c>.</returns>
    public static (Tensor Cosines, Tensor Sines) Of(LlamaConfig config, long[] positions, Tensor like)
    {
        var half = config.HeadSize / 2;
        var frequencies = new float[half];
        for (var i = 0; i < half; i++)
        {
            frequencies[i] = (float)Math.Pow(config.RopeTheta, -2.0 * i / config.HeadSize);
        }

        var rows = tensor(positions, device: like.device).to(ScalarType.Float32).view(-1, 1, 1);
        var angles = rows * tensor(frequencies, device: like.device).view(1, 1, -1);
        var both = cat([angles, angles], 2);
        return (both.cos().to(like.dtype), both.sin().to(like.dtype));
    }

    /// <summary>Turns queries or keys.</summary>
    /// <param name="heads"><c>[rows, heads, head]</c>.</param>
    /// <param name="pass">Holds the tables of the rows.</param>
    public static Tensor Rotate(Tensor heads, IAttentionPass pass)
    {
        var half = heads.shape[2] / 2;
        var turned = cat([heads.narrow(2, half, half).neg(), heads.narrow(2, 0, half)], 2);
        return heads * pass.Cosines + turned * pass.Sines;
    }
}
