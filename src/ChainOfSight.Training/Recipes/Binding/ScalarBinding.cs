using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChainOfSight.Training.Recipes.Binding;

/// <summary>Binds numbers, strings, truth values and enum names, with their ranges.</summary>
internal static class ScalarBinding
{
    public static object? Bind(FaultList faults, Type type, KeyInfo key, JsonElement value, string path)
    {
        if (type.IsEnum)
        {
            return value.ValueKind == JsonValueKind.String ? EnumValue(faults, type, value.GetString()!, path) : Wrong();
        }

        if (type == typeof(string))
        {
            return value.ValueKind == JsonValueKind.String ? Text(faults, key, value.GetString()!, path) : Wrong();
        }

        if (type == typeof(bool))
        {
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Wrong();
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            return Wrong();
        }

        var number = value.GetDouble();
        if (type != typeof(double) && number != Math.Floor(number))
        {
            return Wrong();
        }

        if (!double.IsFinite(number) || key.Range?.Allows(number) == false || (type == typeof(int) && Math.Abs(number) > int.MaxValue))
        {
            faults.Add(path, $"{FaultList.Show(value)} is out of range", Legal(key, type), "Use a value in that range.");
            return null;
        }

        return type == typeof(int) ? (object)(int)number : type == typeof(long) ? (object)(long)number : number;

        object? Wrong()
        {
            faults.Add(path, $"{FaultList.Show(value)} is of the wrong type", Legal(key, type), $"Write {Kind(type)}.");
            return null;
        }
    }

    public static object? EnumValue(FaultList faults, Type type, string name, string path)
    {
        var values = KeyInfo.Values(type);
        if (values.TryGetValue(name, out var value))
        {
            return value;
        }

        var nearest = NearestName.Find(name, values.Keys);
        faults.Add(path, $"unknown value \"{name}\"", string.Join(", ", values.Keys), nearest is null ? "Use one of them." : $"Did you mean \"{nearest}\"?");
        return null;
    }

    /// <summary>What is legal for a key, in words.</summary>
    public static string Legal(KeyInfo key, Type type) =>
        type.IsEnum ? string.Join(", ", KeyInfo.Values(type).Keys)
        : type == typeof(string) ? key.Pattern?.Words ?? "text that is not empty"
        : key.Range is { } range && type.IsPrimitive && type != typeof(bool) ? $"{Kind(type)}, {range}"
        : Kind(type);

    private static string? Text(FaultList faults, KeyInfo key, string text, string path)
    {
        if (key.Pattern is { } pattern ? Regex.IsMatch(text, pattern.Pattern) : text.Length > 0)
        {
            return text;
        }

        faults.Add(path, $"\"{text}\" is not legal", Legal(key, typeof(string)), "Write it in that form.");
        return null;
    }

    private static string Kind(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(double) ? "a number"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(string) ? "text in quotation marks"
        : type.IsEnum ? "one of the names"
        : type.IsGenericType && type.GetGenericArguments().Length == 1 ? "a list [ … ]" : "an object { … }";
}
