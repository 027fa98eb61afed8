using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ChainOfSight.Torch.Generator;

/// <summary>Writes the C# method of one operator: arguments on the stack, no allocation but the results.</summary>
internal static class WrapperWriter
{
    private const string Door = "global::ChainOfSight.Torch.Door.";

    public static string Write(OperatorSchema schema, int index)
    {
        var passed = schema.Arguments.Where(a => ParameterKind.CSharpType(a) is not null).ToList();
        var code = new StringBuilder();
        code.Append("    /// <summary><c>").Append(Escape(schema.Text)).AppendLine("</c></summary>");
        code.AppendLine("    [global::System.Runtime.CompilerServices.SkipLocalsInit]");
        code.Append("    internal static unsafe ").Append(ResultType(schema)).Append(' ').Append(Name(schema.Name)).Append('(')
            .Append(Parameters(passed)).AppendLine(")");
        code.AppendLine("    {");
        code.Append("        var args = stackalloc ").Append(Door).Append("Value[").Append(schema.Arguments.Count + 1).AppendLine("];");
        WriteArguments(schema, code);
        foreach (var a in passed.Where(ParameterKind.IsPinned))
        {
            code.Append("        fixed (void* pinned_").Append(a.Name).Append(" = ").Append(Name(a.Name)).AppendLine(")");
        }

        code.AppendLine("        {");
        foreach (var (a, i) in schema.Arguments.Select((a, i) => (a, i)).Where(p => ParameterKind.IsPinned(p.a)))
        {
            code.Append("            args[").Append(i).Append("].Pointer = pinned_").Append(a.Name).AppendLine(";");
        }

        WriteCall(schema, index, passed, code);
        code.AppendLine("        }").AppendLine("    }");
        return code.ToString();
    }

    private static void WriteArguments(OperatorSchema schema, StringBuilder code)
    {
        for (var i = 0; i < schema.Arguments.Count; i++)
        {
            var a = schema.Arguments[i];
            var fallback = a.DefaultText is null ? string.Empty : "OrDefault";
            if (a.IsList && a.Type is "Tensor")
            {
                code.Append("        var handles_").Append(a.Name).Append(" = stackalloc nint[").Append(Name(a.Name)).AppendLine(".Length + 1];");
                code.Append("        args[").Append(i).Append("] = ").Append(Door).Append("Value.").Append(a.IsElementOptional ? "OptionalList(" : "List(")
                    .Append(Name(a.Name)).Append(", handles_").Append(a.Name).AppendLine(");");
                continue;
            }

            code.Append("        args[").Append(i).Append("] = ").Append(Door).Append("Value.")
                .Append(ParameterKind.CSharpType(a) is null ? (a.DefaultText is null ? "None" : "Default") : (a.Type is "Number" ? "OfNumber" : "Of" + fallback) + "(" + Name(a.Name) + ")")
                .AppendLine(";");
        }
    }

    private static void WriteCall(OperatorSchema schema, int index, List<SchemaArgument> passed, StringBuilder code)
    {
        var results = schema.Results.Count;
        code.Append("            var results = stackalloc ").Append(Door).Append("Value[").Append(results + 1).AppendLine("];");
        code.Append("            ").Append(Door).Append("Operators.Call(").Append(index).Append(", args, ").Append(schema.Arguments.Count)
            .Append(", results, ").Append(results).AppendLine(");");
        foreach (var a in passed.Where(a => a.Type is "Tensor"))
        {
            code.Append("            ").Append(Door).Append("Value.KeepAlive(").Append(Name(a.Name)).AppendLine(");");
        }

        var written = schema.Arguments.FirstOrDefault(a => a.IsWritten && !a.IsList);
        if (results == 1 && written is not null && schema.Results[0].IsWritten)
        {
            code.AppendLine("            results[0].Drop();");
            code.Append("            return ").Append(Name(written.Name)).AppendLine(";");
        }
        else if (results > 0)
        {
            var taken = string.Join(", ", schema.Results.Select((r, i) => $"results[{i}].{Take(r)}()"));
            code.Append("            return ").Append(results == 1 ? taken : "(" + taken + ")").AppendLine(";");
        }
    }

    private static string ResultType(OperatorSchema schema)
    {
        var types = schema.Results.Select(r => r.IsList ? "Tensor[]" : r.Type switch
        {
            "int" => "long",
            "float" => "double",
            _ => r.Type,
        }).ToList();
        return types.Count switch
        {
            0 => "void",
            1 => types[0],
            _ => "(" + string.Join(", ", types) + ")",
        };
    }

    private static string Take(SchemaArgument result) => result.IsList ? "TakeTensors" : result.Type switch
    {
        "Tensor" => "TakeTensor",
        "Scalar" => "TakeScalar",
        "bool" => "TakeBool",
        "float" => "TakeDouble",
        _ => "TakeLong",
    };

    private static string Parameters(List<SchemaArgument> passed)
    {
        var firstDefault = passed.Count;
        while (firstDefault > 0 && ParameterKind.CSharpDefault(passed[firstDefault - 1]) is not null)
        {
            firstDefault--;
        }

        return string.Join(", ", passed.Select((a, i) =>
            $"{ParameterKind.CSharpType(a)} {Name(a.Name)}" + (i < firstDefault ? string.Empty : " = " + ParameterKind.CSharpDefault(a))));
    }

    // Schema names such as 'out', 'params' and 'object' are words of C#.
    private static string Name(string name) => "@" + name;

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
