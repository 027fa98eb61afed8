using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ChainOfSight.Tests.Actors.Contract;

/// <summary>The members of other assemblies that an assembly file refers to, as bare lines such as <c>GrainId.Create(GrainType, IdSpan) : GrainId</c>.</summary>
internal static class MemberUses
{
    private static readonly SignatureNames Names = new();

    /// <summary>Reads the uses of assemblies whose name begins so.</summary>
    public static IReadOnlyList<string> Read(string path, string ofAssemblies)
    {
        using var file = new PEReader(ImmutableArray.Create(File.ReadAllBytes(path)));
        var reader = file.GetMetadataReader();
        return
        [
            .. from handle in reader.MemberReferences
               let member = reader.GetMemberReference(handle)
               let owner = OwnerOf(reader, member.Parent) ?? default
               where member.GetKind() == MemberReferenceKind.Method && !owner.IsNil
                   && reader.GetString(reader.GetAssemblyReference(AssemblyOf(reader, owner)).Name).StartsWith(ofAssemblies, StringComparison.Ordinal)
               select Line(Names.GetTypeFromReference(reader, owner, 0), reader.GetString(member.Name), member.DecodeMethodSignature(Names, GenericNames.ByNumber)),
        ];
    }

    /// <summary>One line for a method.</summary>
    public static string Line(string owner, string name, MethodSignature<string> signature) =>
        $"{(signature.Header.IsInstance ? "" : "static ")}{owner}.{name}({string.Join(", ", signature.ParameterTypes)}) : {signature.ReturnType}";

    /// <summary>The type in a line.</summary>
    public static string OwnerOf(string line)
    {
        var member = line[(line.StartsWith("static ", StringComparison.Ordinal) ? 7 : 0)..line.IndexOf('(', StringComparison.Ordinal)];
        return member[..member.LastIndexOf('.')].TrimEnd('.');
    }

    private static TypeReferenceHandle? OwnerOf(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => IsOfAssembly(reader, (TypeReferenceHandle)parent) ? (TypeReferenceHandle)parent : null,
        HandleKind.TypeSpecification => GenericOwner(reader, (TypeSpecificationHandle)parent),
        _ => null,
    };

    // A constructed type begins with two marks (constructed; class or value) and then its definition.
    private static TypeReferenceHandle? GenericOwner(MetadataReader reader, TypeSpecificationHandle handle)
    {
        var blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        return blob.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance && blob.ReadCompressedInteger() > 0 && blob.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type
            && IsOfAssembly(reader, (TypeReferenceHandle)type)
            ? (TypeReferenceHandle)type
            : null;
    }

    private static bool IsOfAssembly(MetadataReader reader, TypeReferenceHandle type) => reader.GetTypeReference(type).ResolutionScope switch
    {
        { Kind: HandleKind.AssemblyReference } => true,
        { Kind: HandleKind.TypeReference } outer => IsOfAssembly(reader, (TypeReferenceHandle)outer),
        _ => false,
    };

    private static AssemblyReferenceHandle AssemblyOf(MetadataReader reader, TypeReferenceHandle type) => reader.GetTypeReference(type).ResolutionScope switch
    {
        { Kind: HandleKind.TypeReference } outer => AssemblyOf(reader, (TypeReferenceHandle)outer),
        var scope => (AssemblyReferenceHandle)scope,
    };
}
