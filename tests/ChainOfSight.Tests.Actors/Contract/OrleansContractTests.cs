using System.Reflection;

namespace ChainOfSight.Tests.Actors.Contract;

/// <summary>
/// Promise: what grain code sees of the embedded runtime is Orleans' own: same names, parameters and results. Types of
/// Microsoft.Orleans.Core.Abstractions are compared with its metadata; those of assemblies that the feed lacks with a list made from real assemblies (<see cref="SignatureListProgram"/>).
/// </summary>
public sealed class OrleansContractTests
{
    private const string ApiNamespace = "ChainOfSight.Actors";

    private static readonly Lazy<IReadOnlyDictionary<string, SurfaceType>> Theirs = new(() => PublicSurface.Read(Abstractions));
    private static readonly Lazy<IReadOnlyDictionary<string, SurfaceType>> Ours = new(() => PublicSurface.Read(typeof(Grain).Assembly.Location));

    public static TheoryData<string> SharedTypes => [.. Api().Where(type => Theirs.Value.ContainsKey(type.Name)).Select(type => type.Name)];

    private static string Abstractions => typeof(OrleansContractTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "OrleansCoreAbstractions").Value!;

    [Theory]
    [MemberData(nameof(SharedTypes))]
    public void Type_has_the_members_of_its_namesake(string name)
    {
        var (ours, theirs) = (Ours.Value[name], Theirs.Value[name]);
        Assert.Equal(theirs.Kind, ours.Kind);
        Assert.Empty(ours.Members.Except(theirs.Members));
    }

    [Fact]
    public void Every_other_type_is_on_the_list_with_its_signatures()
    {
        var listed = List("OrleansSignatures").Concat(List("BesideOrleansSignatures")).ToHashSet(StringComparer.Ordinal);
        var others = Api().Where(type => !Theirs.Value.ContainsKey(type.Name)).SelectMany(type => type.Members.Prepend($"{type.Kind} {type.Name}")).ToList();
        var missing = others.Except(listed).ToList();
        Assert.True(missing.Count == 0, $"Not on the list of signatures. Make it anew from Orleans' assemblies (dotnet run --project tests/ChainOfSight.Tests.Actors -- signatures …); it lacks:\n{string.Join('\n', missing)}");
        var gone = listed.Except(others).ToList();
        Assert.True(gone.Count == 0, $"On the list of signatures but not in the runtime:\n{string.Join('\n', gone)}");
    }

    [Fact]
    public void Shared_types_are_those_that_grains_need()
    {
        string[] needed =
        [
            "Grain", "IGrain", "IGrainWithStringKey", "IGrainFactory", "IAddressable", "GrainId", "GrainType", "IdSpan", "SiloAddress", "GrainAddress", "GrainReference",
            "IGrainContext", "IGrainTimer", "GrainTimerCreationOptions", "GrainBaseExtensions", "GrainExtensions", "DeactivationReason", "DeactivationReasonCode",
            "ReentrantAttribute", "AlwaysInterleaveAttribute", "ReadOnlyAttribute", "OneWayAttribute", "StatelessWorkerAttribute", "ImmovableAttribute",
            "IStorage", "IStorage`1", "PlacementStrategy", "PlacementAttribute", "PlacementFilterStrategy", "PlacementFilterAttribute", "RequestContext",
            "OrleansException", "SiloUnavailableException", "OrleansMessageRejectionException", "LimitExceededException", "AsyncEnumerableExtensions",
        ];
        Assert.Empty(needed.Except(Api().Where(type => Theirs.Value.ContainsKey(type.Name)).Select(type => type.Name)));
    }

    /// <summary>Promise: what the product built on Orleans refers to is in the published abstractions package, or in the list that was made from real assemblies.</summary>
    [Fact]
    public void Every_use_of_the_abstractions_is_in_the_package()
    {
        var package = PublicSurface.Read(Abstractions, isBare: true).Values.SelectMany(type => type.Members).ToHashSet(StringComparer.Ordinal);
        var types = PublicSurface.Read(Abstractions).Keys.Select(name => name.Split('`')[0]).ToHashSet(StringComparer.Ordinal);
        var ofPackage = List("OrleansUses").Where(use => types.Contains(MemberUses.OwnerOf(use))).ToList();
        Assert.NotEmpty(ofPackage);
        Assert.Empty(ofPackage.Except(package));
    }

    private static IEnumerable<string> List(string name) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Contract", name + ".txt")).Where(line => line.Length > 0 && !line.StartsWith('#'));

    private static IEnumerable<SurfaceType> Api() =>
        Ours.Value.Values.Where(type => type.Namespace == ApiNamespace || (type.Namespace.Length == 0 && type.Name.Contains('.', StringComparison.Ordinal) && Outer(type)))
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static bool Outer(SurfaceType type) =>
        Ours.Value.Values.Any(outer => outer.Namespace == ApiNamespace && type.Name.StartsWith(outer.Name + ".", StringComparison.Ordinal));
}
