using System.Runtime.Intrinsics.X86;
using ChainOfSight.Tensors;
using ChainOfSight.Tensors.Collectives;

namespace ChainOfSight.Training.Elastic;

/// <summary>Finds out on what the bits of a lane's results depend. On the lane's thread.</summary>
/// <remarks>
/// Several CPU lanes of one process share libtorch and BLAS, but not threads: libtorch 1.13 uses OpenMP, whose number of threads belongs to the
/// calling thread, so each lane has its own. A BLAS with threads of its own (OpenBLAS built on pthreads) has one number for the process, which is named.
/// </remarks>
internal static class LaneConditions
{
    // Whoever sets one of these gets other kernels.
    private static readonly string[] Switches = ["ATEN_CPU_CAPABILITY", "DNNL_MAX_CPU_ISA", "ONEDNN_MAX_CPU_ISA", "OPENBLAS_CORETYPE", "MKL_CBWR"];

    public static ExactConditions Of(Device device, int threads, IDeviceCollectives? collectives)
    {
        var isCpu = device.type == DeviceType.CPU;
        return new ExactConditions(isCpu ? "cpu" : TensorEngine.Library.DeviceName(device), Torch(), BlasName(), isCpu ? InstructionSet() : "gpu", threads, TensorEngine.Library.Deterministic)
        {
            Collectives = collectives?.Name ?? "host",
        };
    }

    // Engines and kernels differ in the last bits.
    private static string Torch() => $"{TensorEngine.Library.Version} ({TensorEngine.Library.Engine}, {TensorEngine.Kernels.Name} kernels)";

    private static string BlasName()
    {
        var path = TensorEngine.Library.BlasPath;
        var name = path.Length == 0 ? "built in" : System.IO.Path.GetFileName(path);
        return TensorEngine.Library.BlasThreads is > 0 and var own ? $"{name} with {own} threads of its own" : name;
    }

    private static string InstructionSet()
    {
        var names = new List<string>();
        var details = TensorEngine.Library.Details;
        const string Mark = "CPU capability usage: ";
        if (details.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0)
        {
            names.Add(details[(at + Mark.Length)..].Split('\n')[0].Trim());
        }

        if (X86Base.IsSupported)
        {
            // oneDNN chooses its bf16 kernels by these.
            var (_, _, _, edx) = X86Base.CpuId(7, 0);
            var (eax, _, _, _) = X86Base.CpuId(7, 1);
            names.Add((eax & (1 << 5)) != 0 ? "avx512_bf16" : "no avx512_bf16");
            names.Add((edx & (1 << 22)) != 0 ? "amx_bf16" : "no amx_bf16");
        }

        names.AddRange(Switches.Select(name => (name, Value: Environment.GetEnvironmentVariable(name))).Where(entry => !string.IsNullOrEmpty(entry.Value)).Select(entry => $"{entry.name}={entry.Value}"));
        return string.Join(", ", names);
    }
}
