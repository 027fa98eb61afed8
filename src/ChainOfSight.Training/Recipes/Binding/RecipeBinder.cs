using System.Collections;
using System.Text.Json;

namespace ChainOfSight.Training.Recipes.Binding;

/// <summary>
/// Binds JSON to records and collects every fault on the way: unknown, missing and doubled keys, wrong types, values out of range.
/// A faulty value keeps its default, so that the rest can still be judged.
/// </summary>
internal sealed class RecipeBinder(FaultList faults)
{
    public object? BindRecord(Type type, JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            WrongType(element, path, "an object { … }");
            return null;
        }

        var kinds = KeyInfo.Kinds(type);
        if (kinds.Count > 0)
        {
            if (ChooseKind(kinds, element, path) is not { } form)
            {
                return null;
            }

            type = form;
        }

        var record = Activator.CreateInstance(type)!;
        var keys = KeyInfo.Of(type);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var meant = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var memberPath = Child(path, member.Name);
            if (!seen.Add(member.Name))
            {
                faults.Add(memberPath, $"the key \"{member.Name}\" stands twice", "each key once", "Remove one of them.");
            }
            else if (keys.FirstOrDefault(key => key.Name == member.Name) is { } key)
            {
                BindKey(record, key, member.Value, memberPath);
            }
            else if (kinds.Count == 0 || member.Name != "kind")
            {
                var names = keys.Select(key => key.Name).ToList();
                var nearest = NearestName.Find(member.Name, names);
                meant.Add(nearest ?? "");
                faults.Add(memberPath, $"unknown key \"{member.Name}\"", string.Join(", ", names),
                    nearest is null ? "Remove it." : $"Did you mean \"{nearest}\"?");
            }
        }

        // A misspelt key is one fault, not two.
        foreach (var key in keys.Where(key => key.Required && !seen.Contains(key.Name) && !meant.Contains(key.Name)))
        {
            faults.Add(Child(path, key.Name), "the key is missing", Legal(key, key.Property.PropertyType), $"Add \"{key.Name}\": {key.Description}");
        }

        return record;
    }

    private Type? ChooseKind(IReadOnlyDictionary<string, Type> kinds, JsonElement element, string path)
    {
        var legal = string.Join(", ", kinds.Keys);
        if (!element.TryGetProperty("kind", out var kind))
        {
            faults.Add(Child(path, "kind"), "the key is missing", legal, "Say which kind it is.");
            return null;
        }

        if (kind.ValueKind == JsonValueKind.String && kinds.TryGetValue(kind.GetString()!, out var type))
        {
            return type;
        }

        var nearest = NearestName.Find(kind.ToString(), kinds.Keys);
        faults.Add(Child(path, "kind"), $"{FaultList.Show(kind)} is no kind", legal, nearest is null ? "Use one of them." : $"Did you mean \"{nearest}\"?");
        return null;
    }

    private void BindKey(object record, KeyInfo key, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Null && key.Nullable)
        {
            return;
        }

        if (BindValue(key.Property.PropertyType, key, value, path) is { } bound)
        {
            key.Property.SetValue(record, bound);
        }
    }

    private object? BindValue(Type type, KeyInfo key, JsonElement value, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            return arguments.Length == 1 ? BindList(arguments[0], key, value, path) : BindMap(arguments[0], arguments[1], key, value, path);
        }

        return type.IsEnum || type.IsPrimitive || type == typeof(string) ? ScalarBinding.Bind(faults, type, key, value, path) : BindRecord(type, value, path);
    }

    private IList? BindList(Type elementType, KeyInfo key, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            WrongType(value, path, "a list [ … ]");
            return null;
        }

        CheckCount(key, value.GetArrayLength(), path);
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(elementType))!;
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (BindValue(elementType, key, element, $"{path}[{index++}]") is { } bound)
            {
                list.Add(bound);
            }
        }

        return list;
    }

    private IDictionary? BindMap(Type keyType, Type valueType, KeyInfo key, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            WrongType(value, path, "an object { name: value, … }");
            return null;
        }

        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(keyType, valueType))!;
        foreach (var member in value.EnumerateObject())
        {
            var memberPath = Child(path, member.Name);
            var name = keyType.IsEnum ? ScalarBinding.EnumValue(faults, keyType, member.Name, memberPath) : member.Name;
            if (name is not null && map.Contains(name))
            {
                faults.Add(memberPath, $"the key \"{member.Name}\" stands twice", "each key once", "Remove one of them.");
            }
            else if (name is not null && BindValue(valueType, key, member.Value, memberPath) is { } bound)
            {
                map.Add(name, bound);
            }
        }

        CheckCount(key, value.EnumerateObject().Count(), path);
        return map;
    }

    private void CheckCount(KeyInfo key, int count, string path)
    {
        if (key.Count is { } legal && (count < legal.Minimum || count > legal.Maximum))
        {
            faults.Add(path, $"{count} elements", $"{legal.Minimum} to {legal.Maximum} elements", count < legal.Minimum ? "Add some." : "Remove some.");
        }
    }

    private void WrongType(JsonElement value, string path, string expected) =>
        faults.Add(path, $"{FaultList.Show(value)} is of the wrong type", expected, $"Write {expected}.");

    private static string Legal(KeyInfo key, Type type) => ScalarBinding.Legal(key, Nullable.GetUnderlyingType(type) ?? type);

    private static string Child(string path, string name) =>
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? $"{path}.{name}" : $"{path}[{JsonSerializer.Serialize(name)}]";
}
