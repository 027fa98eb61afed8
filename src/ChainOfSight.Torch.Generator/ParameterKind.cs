using System;
using System.Globalization;

namespace ChainOfSight.Torch.Generator;

/// <summary>How one schema argument looks in C#, and how it becomes a native value.</summary>
internal static class ParameterKind
{
    /// <summary>The C# parameter type, or null when the argument always takes its default.</summary>
    public static string? CSharpType(SchemaArgument a)
    {
        if (a.Type is "Generator" or "Layout")
        {
            return null;
        }

        if (a.IsList)
        {
            return (a.Type, a.IsOptional) switch
            {
                ("Tensor", _) => a.IsElementOptional ? "global::System.ReadOnlySpan<Tensor?>" : "global::System.ReadOnlySpan<Tensor>",
                ("int", false) => "global::System.ReadOnlySpan<long>",
                ("int", true) => "long[]?",
                ("float", true) => "double[]?",
                ("float", false) => "global::System.ReadOnlySpan<double>",
                ("bool", false) => "global::System.ReadOnlySpan<bool>",
                _ => throw new FormatException($"a list of {a.Type} cannot be passed"),
            };
        }

        var type = a.Type switch
        {
            "Tensor" => "Tensor",
            "Scalar" or "Number" => "Scalar",
            "int" => "long",
            "float" => "double",
            "bool" => "bool",
            "str" => "string",
            "Device" => "Device",
            "ScalarType" => "ScalarType",
            "MemoryFormat" => "global::ChainOfSight.Torch.Door.MemoryFormat",
            _ => throw new FormatException($"type {a.Type} cannot be passed"),
        };
        return a.IsOptional || (a.Type == "str" && a.DefaultText is not null) ? type + "?" : type;
    }

    /// <summary>The C# default, or null when there is none that C# can write.</summary>
    public static string? CSharpDefault(SchemaArgument a)
    {
        if (a.DefaultText is null)
        {
            return null;
        }

        if (a.IsList || a.Type is "Scalar")
        {
            return "default";
        }

        if (a.IsOptional || a.Type is "str")
        {
            // null means the schema's default.
            return "null";
        }

        return a.Type switch
        {
            "bool" => a.DefaultText is "True" ? "true" : "false",
            "int" => long.TryParse(a.DefaultText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? a.DefaultText : null,
            "float" => double.TryParse(a.DefaultText, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number.ToString("R", CultureInfo.InvariantCulture)
                : null,
            "MemoryFormat" => $"({CSharpType(a)}){a.DefaultText}",
            _ => null,
        };
    }

    /// <summary>Has storage that must be pinned while the call lasts.</summary>
    public static bool IsPinned(SchemaArgument a) => a.IsList && a.Type is not "Tensor";
}
