using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using ChainOfSight.Tensors;

namespace ChainOfSight.Cli.Commands;

/// <summary><c>cos --version</c>: the program's version, and the engines and libraries that are loaded.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Console.WriteLine($"cos {VersionOf(typeof(VersionAction))}");

        // Whichever engine was built in, this is its type.
        Console.WriteLine($"actors   {typeof(IGrain).Assembly.GetName().Name} {VersionOf(typeof(IGrain))}");
        var library = TensorEngine.Library;
        try
        {
            Console.WriteLine($"tensors  {library.Engine}, libtorch {library.Version}, {TensorEngine.Kernels.Name} kernels");
            Console.WriteLine($"libtorch {library.LibraryPath}");
            Console.WriteLine($"BLAS     {(library.BlasPath is { Length: > 0 } path ? path : "built into libtorch")}");
        }
        catch (Exception fault) when (library.Explains(fault))
        {
            Console.WriteLine($"tensors  {library.Engine}, not loaded: {fault.Message}");
        }

        return ExitCodes.Success;
    }

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
