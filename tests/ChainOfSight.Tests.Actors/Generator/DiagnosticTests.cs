using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ChainOfSight.Tests.Actors.Generator;

/// <summary>Promise: what cannot or must not travel in a message is refused when the contract is compiled, by name and with the reason.</summary>
public sealed class DiagnosticTests
{
    private const string Usings = "using ChainOfSight.Actors; using System; using System.IO; using System.Threading; using System.Threading.Tasks; using System.Collections.Generic;\n";

    [Theory]
    [InlineData("Stream content", "System.IO.Stream", "a stream belongs to one process")]
    [InlineData("Tensor weights", "Tensor", "tensors never travel in messages")]
    [InlineData("IntPtr handle", "nint", "a handle belongs to one process")]
    [InlineData("Timer timer", "System.Threading.Timer", "must be disposed of")]
    [InlineData("Action callback", "System.Action", "a delegate belongs to one process")]
    [InlineData("object anything", "object", "name the type")]
    [InlineData("List<Plain> plain", "Plain", "has no [GenerateSerializer]")]
    public void Argument_that_cannot_travel_is_refused_with_the_reason(string parameter, string type, string reason)
    {
        var problem = Assert.Single(Problems($"public class Tensor {{ }} public class Plain {{ }} public interface IBad : IGrainWithStringKey {{ Task Take({parameter}); }}"));
        Assert.Equal("COSA001", problem.Id);
        Assert.Contains(type, problem.GetMessage());
        Assert.Contains(reason, problem.GetMessage());
    }

    [Theory]
    [InlineData("int Now();", "returns something else")]
    [InlineData("void Quietly();", "returns void")]
    [InlineData("[OneWay] Task<int> Tell();", "[OneWay]")]
    [InlineData("Task Generic<T>();", "generic")]
    [InlineData("Task By(ref int number);", "by reference")]
    [InlineData("int Property { get; }", "methods only")]
    public void Method_that_cannot_be_called_from_afar_is_refused(string method, string reason)
    {
        var problems = Problems($"public interface IBad : IGrainWithStringKey {{ {method} }}");
        Assert.Contains(problems, problem => problem.Id == "COSA004" && problem.GetMessage().Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[GenerateSerializer] public class Bad { public int Value { get; set; } }", "COSA002", "Bad.Value has no [Id]")]
    [InlineData("[GenerateSerializer] public class Bad { [Id(1)] public int A { get; set; } [Id(1)] public int B { get; set; } }", "COSA003", "Bad.B has the same [Id] as A")]
    [InlineData("[GenerateSerializer] public class Bad { public Bad(int a) { } }", "COSA005", "no constructor without parameters")]
    [InlineData("[GenerateSerializer] public record Bad<T>(T Value);", "COSA005", "generic")]
    [InlineData("[GenerateSerializer] public record Bad(Stream Content);", "COSA001", "a stream belongs to one process")]
    public void Type_that_cannot_be_serialized_is_refused(string source, string id, string message)
    {
        var problem = Assert.Single(Problems(source));
        Assert.Equal(id, problem.Id);
        Assert.Contains(message, problem.GetMessage());
    }

    [Fact]
    public void Sound_contract_has_no_problem() => Assert.Empty(Problems("""
        [GenerateSerializer] public sealed record Good(int A, Dictionary<string, List<int[]>> B) { [Id(0)] public DateTime? C { get; init; } [field: NonSerialized] public int Cached { get; set; } }
        public interface IGood : IGrainWithStringKey { Task<Good> Take(Good good, IGood other, CancellationToken token); IAsyncEnumerable<(int, string)> Items(); [OneWay] void Tell(); }
        """));

    private static ImmutableArray<Diagnostic> Problems(string source)
    {
        var (generated, problems) = GeneratorRun.On(Usings + source);
        return problems.IsEmpty ? [.. generated.GetDiagnostics().Where(problem => problem.Severity == DiagnosticSeverity.Error)] : problems;
    }
}
