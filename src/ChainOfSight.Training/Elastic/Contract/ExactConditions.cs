namespace ChainOfSight.Training.Elastic;

/// <summary>
/// What must be the same on all replicas for results to be the same to the bit. Checked when a replica joins and named where it differs.
/// </summary>
/// <param name="DeviceKind"><c>cpu</c>, or the model of the GPU.</param>
/// <param name="Torch">Version of libtorch, with the engine and the kernels that are used on it.</param>
/// <param name="Blas">File name of the library that multiplies f32 matrices.</param>
/// <param name="InstructionSet">Vector instructions that kernels are chosen by.</param>
/// <param name="Threads">Threads of one operation.</param>
/// <param name="Deterministic">Whether only deterministic algorithms are used.</param>
public sealed record ExactConditions(string DeviceKind, string Torch, string Blas, string InstructionSet, int Threads, bool Deterministic)
{
    /// <summary>What adds gradients up over replicas in mode <c>fast</c>: <c>host</c>, or the library between GPUs with its version.</summary>
    public string Collectives { get; init; } = "host";

    /// <summary>What differs from other conditions, one sentence each; empty where nothing does.</summary>
    /// <param name="required">The conditions of the run.</param>
    public IReadOnlyList<string> Differences(ExactConditions required)
    {
        ArgumentNullException.ThrowIfNull(required);
        var differences = new List<string>();
        Compare("device kind", DeviceKind, required.DeviceKind);
        Compare("libtorch", Torch, required.Torch);
        Compare("BLAS", Blas, required.Blas);
        Compare("instruction set", InstructionSet, required.InstructionSet);
        Compare("collectives", Collectives, required.Collectives);
        Compare("threads per lane", Threads, required.Threads);
        Compare("deterministic algorithms", Deterministic, required.Deterministic);
        return differences;

        void Compare<T>(string what, T here, T there)
        {
            if (!EqualityComparer<T>.Default.Equals(here, there))
            {
                differences.Add($"{what} is {here} here, the run has {there}");
            }
        }
    }
}
