using System.Text.Json;
using System.Text.Json.Nodes;
using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes;

/// <summary>
/// The JSON schema of recipes (draft 2020-12), made from the same declarations as the binder. Rules over several keys,
/// as that a window divides the grid, are not in it; <see cref="RecipeReader"/> checks them.
/// </summary>
public static class RecipeSchema
{
    /// <summary>The schema as indented JSON.</summary>
    public static string Generate()
    {
        var schema = Record(typeof(Recipe));
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "ChainOfSight recipe");
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
    }

    private static JsonObject Record(Type type)
    {
        var kinds = KeyInfo.Kinds(type);
        return kinds.Count == 0 ? Form(type, null) : new JsonObject { ["oneOf"] = new JsonArray([.. kinds.Select(pair => (JsonNode)Form(pair.Value, pair.Key))]) };
    }

    private static JsonObject Form(Type type, string? kind)
    {
        var keys = KeyInfo.Of(type);
        var properties = new JsonObject();
        var required = new JsonArray();
        if (kind is not null)
        {
            properties["kind"] = new JsonObject { ["const"] = kind };
            required.Add((JsonNode)"kind");
        }

        var sample = Activator.CreateInstance(type)!;
        foreach (var key in keys)
        {
            var schema = Value(key.Property.PropertyType, key);
            if (key.Description.Length > 0)
            {
                schema["description"] = key.Description;
            }

            if (!key.Required && key.Property.GetValue(sample) is { } value && (value is string || value.GetType().IsPrimitive || value.GetType().IsEnum))
            {
                schema["default"] = value.GetType().IsEnum
                    ? KeyInfo.Values(value.GetType()).First(pair => pair.Value.Equals(value)).Key
                    : JsonSerializer.SerializeToNode(value, value.GetType());
            }

            properties[key.Name] = schema;
            if (key.Required)
            {
                required.Add((JsonNode)key.Name);
            }
        }

        var form = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (required.Count > 0)
        {
            form["required"] = required;
        }

        return form;
    }

    private static JsonObject Value(Type type, KeyInfo key)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            return arguments.Length == 1 ? List(arguments[0], key) : Map(arguments[0], arguments[1], key);
        }

        if (type.IsEnum)
        {
            return new JsonObject { ["enum"] = Names(type) };
        }

        if (type == typeof(string))
        {
            var text = new JsonObject { ["type"] = "string" };
            text[key.Pattern is null ? "minLength" : "pattern"] = key.Pattern is null ? 1 : key.Pattern.Pattern;
            return text;
        }

        if (type == typeof(bool))
        {
            return new JsonObject { ["type"] = "boolean" };
        }

        return type.IsPrimitive ? Number(type, key) : Record(type);
    }

    private static JsonObject Number(Type type, KeyInfo key)
    {
        var number = new JsonObject { ["type"] = type == typeof(double) ? "number" : "integer" };
        if (key.Range is { } range)
        {
            number[range.ExclusiveMinimum ? "exclusiveMinimum" : "minimum"] = range.Minimum;
            number[range.ExclusiveMaximum ? "exclusiveMaximum" : "maximum"] = range.Maximum;
        }

        return number;
    }

    private static JsonObject List(Type element, KeyInfo key)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = Value(element, key) };
        if (key.Count is { } count)
        {
            list["minItems"] = count.Minimum;
            list["maxItems"] = count.Maximum;
        }

        return list;
    }

    private static JsonObject Map(Type name, Type value, KeyInfo key)
    {
        var map = new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(value, key) };
        if (name.IsEnum)
        {
            map["propertyNames"] = new JsonObject { ["enum"] = Names(name) };
        }

        if (key.Count is { } count)
        {
            map["minProperties"] = count.Minimum;
            map["maxProperties"] = count.Maximum;
        }

        return map;
    }

    private static JsonArray Names(Type type) => new([.. KeyInfo.Values(type).Keys.Select(name => (JsonNode)name!)]);
}
