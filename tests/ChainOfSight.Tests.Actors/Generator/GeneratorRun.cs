using System.Collections.Immutable;
using ChainOfSight.Actors.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ChainOfSight.Tests.Actors.Generator;

/// <summary>The generator of contracts on sources of a test.</summary>
internal static class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file.StartsWith("ChainOfSight.Actors", StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles the files with what the generator adds.</summary>
    /// <returns>All of it, and what the generator complains of.</returns>
    public static (Compilation Generated, ImmutableArray<Diagnostic> Problems) On(params string[] files)
    {
        var compilation = CSharpCompilation.Create(
            "contracts",
            files.Select(file => CSharpSyntaxTree.ParseText(file)),
            References,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(new ActorGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var problems);
        return (generated, problems);
    }
}
