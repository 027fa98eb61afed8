using System.Reflection;

namespace ChainOfSight.Tests.Actors.Contract;

/// <summary>
/// Promise: what grain code sees of the embedded runtime is Orleans' own: same names, parameters and results. Types of
/// Microsoft.Orleans.Core.Abstractions are compared with its metadata; those of assemblies that the feed lacks with a checked-in list.
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
        var listed = File.ReadAllLines(ListPath).Where(line => line.Length > 0 && !line.StartsWith('#')).ToHashSet(StringComparer.Ordinal);
        var others = Api().Where(type => !Theirs.Value.ContainsKey(type.Name)).SelectMany(type => type.Members.Prepend($"{type.Kind} {type.Name}")).ToList();
        var missing = others.Except(listed).ToList();
        Assert.True(missing.Count == 0, $"Not on the list of signatures ({Path.GetFileName(ListPath)}). Check each with Orleans' API, then add:\n{string.Join('\n', missing)}");
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

    private static string ListPath => Path.Combine(AppContext.BaseDirectory, "Contract", "OrleansSignatures.txt");

    private static IEnumerable<SurfaceType> Api() =>
        Ours.Value.Values.Where(type => type.Namespace == ApiNamespace || (type.Namespace.Length == 0 && type.Name.Contains('.', StringComparison.Ordinal) && Outer(type)))
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static bool Outer(SurfaceType type) =>
        Ours.Value.Values.Any(outer => outer.Namespace == ApiNamespace && type.Name.StartsWith(outer.Name + ".", StringComparison.Ordinal));
}
