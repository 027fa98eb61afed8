using ChainOfSight.Models.Weights;

namespace ChainOfSight.Models.Lora;

/// <summary>
/// A linear map that can carry a LoRA: <c>y = W·x + b + scale · B·(A·x)</c>. Names are those of a plain linear map, and, once an adapter is
/// attached, <c>lora_A.weight</c> <c>[rank, inputs]</c> and <c>lora_B.weight</c> <c>[outputs, rank]</c>, as PEFT writes them.
/// </summary>
public sealed class AdaptableLinear : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private Linear? lora_A;
    private Linear? lora_B;
    private Tensor? unmerged;
    private double scale;

    /// <summary>Builds the map with zero weights, to be initialised or loaded.</summary>
    /// <param name="inputs">Width of the input.</param>
    /// <param name="outputs">Width of the output.</param>
    /// <param name="hasBias">Whether a bias is added; default false.</param>
    /// <param name="device">Where the weights live; default CPU.</param>
    /// <param name="dtype">Type of the weights; default f32.</param>
    public AdaptableLinear(long inputs, long outputs, bool hasBias = false, Device? device = null, ScalarType? dtype = null)
        : base(nameof(AdaptableLinear))
    {
        weight = nn.Parameter(zeros([outputs, inputs], dtype: dtype, device: device));
        bias = hasBias ? nn.Parameter(zeros([outputs], dtype: dtype, device: device)) : null;
        RegisterComponents();
    }

    /// <summary>The map itself, <c>[outputs, inputs]</c>; with the adapter's product added while <see cref="IsMerged"/>.</summary>
    public Parameter Weight => weight;

    /// <summary>The adapter's A and B; null where none is attached.</summary>
    public (Parameter A, Parameter B)? Adapter => lora_A is null ? null : (lora_A.weight, lora_B!.weight);

    /// <summary>Whether the adapter's product is part of <see cref="Weight"/> now.</summary>
    public bool IsMerged => unmerged is not null;

    /// <summary>The linear map of the last dimension.</summary>
    /// <param name="input"><c>[…, inputs]</c>.</param>
    public override Tensor forward(Tensor input)
    {
        var plain = nn.functional.linear(input, weight, bias);
        if (lora_A is null || IsMerged)
        {
            return plain;
        }

        // Of rows the matrix product adds itself: no tensors as wide as the output in between, nor in backward.
        using (plain)
        {
            var inner = lora_A.call(input);
            return inner.dim() == 2 ? plain.addmm(inner, lora_B!.weight.t(), alpha: (float)scale) : plain + lora_B!.call(inner) * scale;
        }
    }

    /// <summary>Adds an adapter with zero B, which changes no output yet.</summary>
    /// <param name="rank">Rows of A.</param>
    /// <param name="alpha">The product is scaled by alpha / rank.</param>
    /// <exception cref="InvalidOperationException">An adapter is attached already.</exception>
    internal void Attach(int rank, double alpha)
    {
        if (lora_A is not null)
        {
            throw new InvalidOperationException("this linear map carries an adapter already; merge it into new weights before adding another.");
        }

        scale = alpha / rank;
        lora_A = nn.Linear(weight.shape[1], rank, hasBias: false, device: weight.device, dtype: weight.dtype);
        lora_B = nn.Linear(rank, weight.shape[0], hasBias: false, device: weight.device, dtype: weight.dtype);
        OwnedWeights.TakeFromScope(lora_A);
        OwnedWeights.TakeFromScope(lora_B);
        register_module(nameof(lora_A), lora_A);
        register_module(nameof(lora_B), lora_B);
        using var noGradient = no_grad();
        lora_B.weight.fill_(0);
    }

    /// <summary>The map with the adapter's product added, computed in f32; the module is unchanged. The caller disposes it.</summary>
    public Tensor MergedWeight()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var own = (unmerged ?? weight).detach();
        if (lora_A is null)
        {
            return own.clone().MoveToOuterDisposeScope();
        }

        var product = lora_B!.weight.to(ScalarType.Float32).matmul(lora_A.weight.to(ScalarType.Float32));
        return (own.to(ScalarType.Float32) + product * scale).to(own.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Puts the product into the weight for faster inference; a copy of the weight is kept.</summary>
    internal void Merge()
    {
        if (lora_A is null || IsMerged)
        {
            return;
        }

        using var noGradient = no_grad();
        using var merged = MergedWeight();
        unmerged = weight.detach().clone().DetachFromDisposeScope();
        weight.copy_(merged);
    }

    /// <summary>Brings the weight of before <see cref="Merge"/> back, equal to the bit.</summary>
    internal void Unmerge()
    {
        if (unmerged is null)
        {
            return;
        }

        using var noGradient = no_grad();
        weight.copy_(unmerged);
        unmerged.Dispose();
        unmerged = null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unmerged?.Dispose();
        }

        base.Dispose(disposing);
    }
}
