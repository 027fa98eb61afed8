using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ChainOfSight.Tests.Actors.Contract;

/// <summary>
/// The public types of an assembly file and their members, each as one line such as
/// <c>GrainId.Create(GrainType type, IdSpan key) : GrainId</c>. Read from metadata: nothing is loaded or run.
/// </summary>
internal sealed class PublicSurface
{
    private static readonly SignatureNames Names = new();

    private readonly MetadataReader _reader;
    private readonly bool _isBare;

    private PublicSurface(MetadataReader reader, bool isBare) => (_reader, _isBare) = (reader, isBare);

    /// <summary>Type name (with arity, e.g. <c>IPersistentState`1</c>) to the lines of its members.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="isBare">Without names of parameters and with type parameters by number: what a reference to a member says of it.</param>
    public static IReadOnlyDictionary<string, SurfaceType> Read(string path, bool isBare = false)
    {
        using var file = new PEReader(ImmutableArray.Create(File.ReadAllBytes(path)));
        var surface = new PublicSurface(file.GetMetadataReader(), isBare);
        return surface.Types().GroupBy(type => type.Name).ToDictionary(group => group.Key, group => group.First());
    }

    private IEnumerable<SurfaceType> Types() =>
        from handle in _reader.TypeDefinitions
        where IsPublic(handle)
        select Describe(handle);

    private bool IsPublic(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var visibility = type.Attributes & TypeAttributes.VisibilityMask;
        return visibility == TypeAttributes.Public || (visibility == TypeAttributes.NestedPublic && IsPublic(type.GetDeclaringType()));
    }

    private SurfaceType Describe(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var name = SignatureNames.NameOf(_reader, handle);
        var generics = ParameterNames(type.GetGenericParameters());
        var lines = type.GetMethods().Select(method => Method(name, method, generics))
            .Concat(type.GetFields().Select(field => Field(name, field, generics)))
            .Where(line => line is not null)
            .Select(line => line!)
            .Order(StringComparer.Ordinal);
        return new(
            _reader.GetString(type.Namespace),
            generics.Length == 0 ? name : $"{name}`{generics.Length}",
            Kind(type),
            lines.ToList());
    }

    private string Kind(TypeDefinition type)
    {
        var isInterface = (type.Attributes & TypeAttributes.Interface) != 0;
        var parent = type.BaseType.Kind switch
        {
            HandleKind.TypeReference => Names.GetTypeFromReference(_reader, (TypeReferenceHandle)type.BaseType, 0),
            HandleKind.TypeDefinition when !type.BaseType.IsNil => SignatureNames.NameOf(_reader, (TypeDefinitionHandle)type.BaseType),
            _ => "",
        };
        return isInterface ? "interface" : parent switch { "ValueType" => "struct", "Enum" => "enum", _ => "class" };
    }

    private string? Method(string owner, MethodDefinitionHandle handle, ImmutableArray<string> generics)
    {
        var method = _reader.GetMethodDefinition(handle);
        var access = method.Attributes & MethodAttributes.MemberAccessMask;
        var name = _reader.GetString(method.Name);
        if (access is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem) || name.Contains('<') || name == ".cctor")
        {
            return null;
        }

        var own = ParameterNames(method.GetGenericParameters());
        var signature = method.DecodeSignature(Names, _isBare ? GenericNames.ByNumber : new(generics, own));
        if (_isBare)
        {
            return MemberUses.Line(owner, name, signature);
        }

        var parameterNames = method.GetParameters().Select(_reader.GetParameter)
            .Where(parameter => parameter.SequenceNumber > 0)
            .ToDictionary(parameter => parameter.SequenceNumber - 1, parameter => _reader.GetString(parameter.Name));
        var parameters = signature.ParameterTypes.Select((type, index) => $"{type} {parameterNames.GetValueOrDefault(index, "?")}");
        var arity = own.Length == 0 ? "" : $"<{string.Join(", ", own)}>";
        var modifier = (method.Attributes & MethodAttributes.Static) != 0 ? "static " : "";
        return $"{modifier}{owner}.{name}{arity}({string.Join(", ", parameters)}) : {signature.ReturnType}";
    }

    private string? Field(string owner, FieldDefinitionHandle handle, ImmutableArray<string> generics)
    {
        var field = _reader.GetFieldDefinition(handle);
        var name = _reader.GetString(field.Name);
        return (field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public && name != "value__"
            ? $"{owner}.{name} : {field.DecodeSignature(Names, new(generics, []))}{Constant(field)}"
            : null;
    }

    private string Constant(FieldDefinition field)
    {
        var handle = field.GetDefaultValue();
        if (handle.IsNil)
        {
            return "";
        }

        var constant = _reader.GetConstant(handle);
        return " = " + _reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
    }

    private ImmutableArray<string> ParameterNames(GenericParameterHandleCollection handles) =>
        [.. handles.Select(handle => _reader.GetString(_reader.GetGenericParameter(handle).Name))];
}
