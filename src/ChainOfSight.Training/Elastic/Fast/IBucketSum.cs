namespace ChainOfSight.Training.Elastic;

/// <summary>One member's part of the sum of all buckets over all members, after which all have the same bits. A bucket sets off when its last gradient is there.</summary>
/// <remarks><see cref="Take"/>, <see cref="Complete"/> and <see cref="Read"/> on the lane's thread; adding up happens beside it.</remarks>
internal interface IBucketSum
{
    /// <summary>Takes the sum of two parts of a gradient; both null: zero.</summary>
    void Take(int parameter, Tensor? sum, Tensor? gradient);

    /// <summary>Takes everything that was not taken, so that every bucket sets off.</summary>
    void Complete(IReadOnlyList<Tensor?> sums);

    /// <summary>Says, once, that nobody asks any more for what was taken.</summary>
    void Forget();

    /// <summary>Adds up and exchanges all buckets.</summary>
    Task RunAsync(IBucketPeers peers, CancellationToken cancellationToken);

    /// <summary>
    /// The sums of the parameters that some member has touched, as new tensors; null for the others; and their bits, where they were read on the way. Once, after
    /// <see cref="RunAsync"/>.
    /// </summary>
    (Tensor?[] Gradients, (ulong Sum, ulong Places, bool IsFinite)[]? Bits) Read(IReadOnlyList<bool> touched, IReadOnlyList<Tensor> parameters);
}
