using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes.Binding;

/// <summary>One key of a recipe record with its rules; the binder and the schema both read it, so that they cannot differ.</summary>
internal sealed record KeyInfo(PropertyInfo Property)
{
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(Property.Name);

    public bool Required { get; } = Property.IsDefined(typeof(RequiredMemberAttribute));

    public bool Nullable { get; } = new NullabilityInfoContext().Create(Property).WriteState == NullabilityState.Nullable;

    public string Description { get; } = Property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    public LegalAttribute? Range { get; } = Property.GetCustomAttribute<LegalAttribute>();

    public LegalCountAttribute? Count { get; } = Property.GetCustomAttribute<LegalCountAttribute>();

    public LegalPatternAttribute? Pattern { get; } = Property.GetCustomAttribute<LegalPatternAttribute>();

    /// <summary>The keys of a record, base class first, in the order of the source.</summary>
    public static IReadOnlyList<KeyInfo> Of(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null && !property.IsDefined(typeof(JsonIgnoreAttribute)))
            .Select(property => new KeyInfo(property)),
    ];

    /// <summary>The forms of an abstract record by the value of <c>kind</c>; empty where it is no such record.</summary>
    public static IReadOnlyDictionary<string, Type> Kinds(Type type) =>
        type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).ToDictionary(form => (string)form.TypeDiscriminator!, form => form.DerivedType);

    /// <summary>The values of an enum by their JSON names.</summary>
    public static IReadOnlyDictionary<string, object> Values(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(
            field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(field.Name),
            field => field.GetValue(null)!);
}
