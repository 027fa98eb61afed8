using System;
using System.Collections.Generic;

namespace ChainOfSight.Torch.Generator;

/// <summary>Reads ATen's schema text. Limits: no dictionaries, no complex values, no named dimensions.</summary>
internal static class SchemaParser
{
    /// <summary>Reads one schema line.</summary>
    /// <exception cref="FormatException">Says what could not be read.</exception>
    public static OperatorSchema Parse(string line, bool required)
    {
        var open = line.IndexOf('(');
        var arrow = line.LastIndexOf("->", StringComparison.Ordinal);
        if (open < 0 || arrow < 0 || !line.StartsWith("aten::", StringComparison.Ordinal))
        {
            throw new FormatException("a schema looks like 'aten::name.overload(Type argument) -> Type'");
        }

        var name = line.Substring(6, open - 6);
        var dot = name.IndexOf('.');
        var close = line.LastIndexOf(')', arrow);
        var arguments = new List<SchemaArgument>();
        foreach (var part in Split(line.Substring(open + 1, close - open - 1)))
        {
            if (part != "*")
            {
                arguments.Add(ParseArgument(part));
            }
        }

        var resultText = line.Substring(arrow + 2).Trim();
        if (resultText.StartsWith("(", StringComparison.Ordinal))
        {
            resultText = resultText.Substring(1, resultText.Length - 2);
        }

        var results = new List<SchemaArgument>();
        foreach (var part in Split(resultText))
        {
            var named = part.LastIndexOf(' ') > part.LastIndexOfAny([')', ']']);
            results.Add(ParseArgument(named ? part : part + " result"));
        }

        return new OperatorSchema(line, dot < 0 ? name : name.Substring(0, dot), required, arguments, results);
    }

    private static SchemaArgument ParseArgument(string text)
    {
        string? defaultText = null;
        var equals = text.IndexOf('=');
        if (equals >= 0)
        {
            defaultText = text.Substring(equals + 1).Trim();
            text = text.Substring(0, equals).Trim();
        }

        var space = text.LastIndexOf(' ');
        if (space < 0)
        {
            throw new FormatException($"argument '{text}' has no name");
        }

        var name = text.Substring(space + 1);
        var type = text.Substring(0, space).Trim();
        var alias = type.IndexOf('(');
        var isWritten = false;
        if (alias >= 0)
        {
            var end = type.IndexOf(')', alias);
            isWritten = type.IndexOf('!', alias, end - alias) >= 0;
            type = type.Remove(alias, end - alias + 1);
        }

        var isOptional = type.EndsWith("?", StringComparison.Ordinal);
        type = isOptional ? type.Substring(0, type.Length - 1) : type;
        var bracket = type.IndexOf('[');
        var isList = bracket >= 0;
        var element = isList ? type.Substring(0, bracket) : type;
        var isElementOptional = element.EndsWith("?", StringComparison.Ordinal);
        element = isElementOptional ? element.Substring(0, element.Length - 1) : element;
        return new SchemaArgument(Known(element), isList, isOptional, isElementOptional, isWritten, name, defaultText);
    }

    private static string Known(string type)
    {
        switch (type)
        {
            case "SymInt":
                return "int";
            case "Tensor":
            case "Scalar":
            case "int":
            case "float":
            case "bool":
            case "str":
            case "Device":
            case "ScalarType":
            case "Layout":
            case "MemoryFormat":
            case "Generator":
                return type;
            default:
                throw new FormatException($"type '{type}' is not known");
        }
    }

    private static IEnumerable<string> Split(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                var part = text.Substring(start, i - start).Trim();
                start = i + 1;
                if (part.Length > 0)
                {
                    yield return part;
                }
            }
            else if (text[i] == '(' || text[i] == '[')
            {
                depth++;
            }
            else if (text[i] == ')' || text[i] == ']')
            {
                depth--;
            }
        }
    }
}
