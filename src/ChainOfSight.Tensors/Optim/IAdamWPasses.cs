namespace ChainOfSight.Tensors.Optim;

/// <summary>The two passes of an AdamW step over all parameters: the norm of their gradients, and their update.</summary>
public interface IAdamWPasses
{
    /// <summary>Norm of all gradients together, added in the order given; does not depend on the number of threads.</summary>
    /// <param name="gradients">Of any floating type.</param>
    double Norm(IReadOnlyList<Tensor> gradients);

    /// <summary>Updates masters, moments and parameters in place. No gradient is recorded.</summary>
    /// <param name="updates">What to update.</param>
    /// <param name="options">Settings for all of them.</param>
    /// <param name="gradientScale">Multiplies every gradient before use.</param>
    void Update(IReadOnlyList<AdamWUpdate> updates, AdamWOptions options, double gradientScale);
}
