namespace ChainOfSight.Tests.Actors.Generator;

/// <summary>Promise: a grain class of several files is registered once, whichever file comes first and whichever names the base.</summary>
public sealed class PartialClassTests
{
    private const string Usings = "using ChainOfSight.Actors; using System.Threading.Tasks;\n";
    private const string Based = Usings + "public interface IPart : IGrainWithStringKey { Task Do(); }\npublic sealed partial class PartGrain : Grain { }";
    private const string Bare = Usings + "public sealed partial class PartGrain { public Task Do() => Task.CompletedTask; }";
    private const string Interface = Usings + "[Reentrant] public sealed partial class PartGrain : IPart { }";

    [Theory]
    [InlineData(Bare, Based, Interface)]
    [InlineData(Based, Bare, Interface)]
    [InlineData(Interface, Based, Bare)]
    [InlineData(Bare, Interface, Based)]
    public void Grain_class_of_several_files_is_registered_once(params string[] files)
    {
        var (generated, problems) = GeneratorRun.On(files);

        Assert.Empty(problems);
        Assert.DoesNotContain(generated.GetDiagnostics(), problem => problem.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        Assert.Single(generated.SyntaxTrees.SelectMany(tree => tree.ToString().Split('\n')), line => line.Contains("AddGrainClass<global::PartGrain>", StringComparison.Ordinal));
    }
}
