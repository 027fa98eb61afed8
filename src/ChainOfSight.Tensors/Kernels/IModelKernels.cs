namespace ChainOfSight.Tensors.Kernels;

/// <summary>The parts of the models that are worth a kernel of their own. All compute in f32 and give the type that the models expect.</summary>
public interface IModelKernels
{
    /// <summary><c>fused</c> or <c>composed</c>: the two differ in the last bits.</summary>
    string Name { get; }

    /// <summary>x / √(mean(x²) + ε) · weight over the last dimension, in the weight's type.</summary>
    /// <param name="input"><c>[…, width]</c>.</param>
    /// <param name="weight"><c>[width]</c>.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    Tensor RmsNorm(Tensor input, Tensor weight, double epsilon);

    /// <summary>(x − mean) / √(variance + ε) · weight + bias over the last dimension, in the weight's type.</summary>
    /// <param name="input"><c>[…, width]</c>.</param>
    /// <param name="weight"><c>[width]</c>.</param>
    /// <param name="bias"><c>[width]</c>.</param>
    /// <param name="epsilon">Added to the variance.</param>
    Tensor LayerNorm(Tensor input, Tensor weight, Tensor bias, double epsilon);

    /// <summary>silu(gate) · up.</summary>
    /// <param name="gate"><c>[…, width]</c>.</param>
    /// <param name="up">Of the same shape and type.</param>
    Tensor SiluMul(Tensor gate, Tensor up);

    /// <summary>x · sigmoid(1.702 x).</summary>
    /// <param name="input">Of any shape.</param>
    Tensor QuickGelu(Tensor input);

    /// <summary>Rotary positions: each head's halves turned by the angles of its place.</summary>
    /// <param name="heads"><c>[places, heads, size]</c>.</param>
    /// <param name="cosines">f32 <c>[places, 1, size]</c>, both halves alike.</param>
    /// <param name="sines">f32 <c>[places, 1, size]</c>.</param>
    Tensor Rotate(Tensor heads, Tensor cosines, Tensor sines);

    /// <summary>mask + query · keyᵀ of each head.</summary>
    /// <param name="mask">Broadcast to the scores.</param>
    /// <param name="query"><c>[heads, queries, size]</c>.</param>
    /// <param name="key"><c>[heads, size, keys]</c>, turned already.</param>
    Tensor MaskedScores(Tensor mask, Tensor query, Tensor key);

    /// <summary>Softmax over the last dimension, in the scores' type.</summary>
    /// <param name="scores">Of any shape.</param>
    Tensor Softmax(Tensor scores);

    /// <summary>Cross-entropy summed over the rows, an f32 number.</summary>
    /// <param name="logits"><c>[rows, classes]</c>.</param>
    /// <param name="targets">int64 <c>[rows]</c>, each 0 to classes − 1.</param>
    Tensor CrossEntropySum(Tensor logits, Tensor targets);
}
