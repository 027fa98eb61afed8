namespace ChainOfSight.Torch;

/// <summary>How the loaded libtorch was built.</summary>
/// <param name="Version">Version of the loaded libtorch.</param>
/// <param name="BuiltFor">Version of the headers that our native library was compiled with.</param>
/// <param name="LibraryPath">File that libtorch was loaded from.</param>
/// <param name="HasOneDnn">oneDNN is present: fast bf16 on CPUs that have it.</param>
/// <param name="HasOpenMp">Parallel loops use OpenMP.</param>
/// <param name="HasMkl">Matrix products use MKL.</param>
/// <param name="HasOpenBlas">Matrix products use OpenBLAS; without it and without MKL f32 is some 50 times slower.</param>
/// <param name="HasCuda">CUDA devices can be used.</param>
/// <param name="HasGloo">Collectives over Gloo.</param>
/// <param name="HasNccl">Collectives over NCCL.</param>
/// <param name="Details">libtorch's own text.</param>
public sealed record TorchBuild(
    string Version,
    string BuiltFor,
    string LibraryPath,
    bool HasOneDnn,
    bool HasOpenMp,
    bool HasMkl,
    bool HasOpenBlas,
    bool HasCuda,
    bool HasGloo,
    bool HasNccl,
    string Details)
{
    /// <summary>Reads the native report: lines of key=value, the last value running to the end.</summary>
    internal static TorchBuild Parse(string report)
    {
        var cut = report.IndexOf("details=", StringComparison.Ordinal);
        var values = report[..cut].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        bool On(string key) => values[key] == "1";
        return new(
            values["torch"], values["built_for"], values["library"], On("onednn"), On("openmp"), On("mkl"),
            On("openblas"), On("cuda"), On("gloo"), On("nccl"), report[(cut + "details=".Length)..]);
    }
}
