using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ChainOfSight.Actors.Generator;

/// <summary>Writes the request class of one method and the proxy's method that sends it.</summary>
internal sealed class RequestEmitter
{
    private const string I = "global::ChainOfSight.Actors.Invocation.";
    private const string S = "global::ChainOfSight.Actors.Serialization.";

    private readonly INamedTypeSymbol _type;
    private readonly IMethodSymbol _method;
    private readonly List<Diagnostic> _problems;
    private readonly List<(string Name, ITypeSymbol Type, string Codec, bool Shared)> _arguments = [];
    private readonly IParameterSymbol? _token;
    private readonly string _kind;
    private readonly ITypeSymbol? _result;
    private readonly string _resultCodec;

    public RequestEmitter(INamedTypeSymbol type, IMethodSymbol method, string className, List<Diagnostic> problems)
    {
        (_type, _method, ClassName, _problems) = (type, method, className, problems);
        if (method.IsGenericMethod)
        {
            Refuse("generic methods are not supported");
        }

        foreach (var parameter in method.Parameters)
        {
            if (Names.Plain(parameter.Type) == "System.Threading.CancellationToken")
            {
                _token = parameter;
                continue;
            }

            if (parameter.RefKind != RefKind.None)
            {
                Refuse($"parameter '{parameter.Name}' is passed by reference; return a record instead");
            }

            _arguments.Add((parameter.Name, parameter.Type, CodecOf(parameter.Type, parameter), Known.Has(parameter, "ImmutableAttribute")));
        }

        (_kind, _result) = Result();
        _resultCodec = _result is null ? S + "Codecs.Nothing" : CodecOf(_result, method);
        if (IsOneWay && _result is not null)
        {
            Refuse("a [OneWay] method has no result: it returns Task, ValueTask or void");
        }

        if (_kind == "void" && !IsOneWay)
        {
            Refuse("returns void: return Task, or mark it [OneWay]");
        }
    }

    public string ClassName { get; }

    private bool IsOneWay => Known.Has(_method, "OneWayAttribute");

    private bool IsSequence => _kind == "IAsyncEnumerable";

    private string ResultName => _result is null ? I + "Nothing" : Names.Full(_result);

    private string TargetName => Names.Full(_method.ContainingType);

    public string Source()
    {
        var text = new StringBuilder();
        var baseName = IsSequence ? $"{I}SequenceRequest<{ResultName}>" : $"{I}GrainRequest<{ResultName}>";
        text.AppendLine($$"""

                internal sealed class {{ClassName}} : {{baseName}}
                {
                    internal static readonly {{I}}MethodDescription Description = new({{Names.Literal(Names.Wire(_type))}}, {{Names.Literal(_method.Name)}}, {{Names.Literal(Identity())}}, ({{I}}MethodOptions){{Options()}}, {{TimeoutTicks()}}L);
                    internal global::System.Threading.CancellationToken Token;
            """);
        for (var i = 0; i < _arguments.Count; i++)
        {
            text.AppendLine($"        internal {Names.Full(_arguments[i].Type)} Argument{i} = default!;");
        }

        text.AppendLine($$"""
                    public override {{I}}MethodDescription Method => Description;
                    public override global::System.Threading.CancellationToken CallerToken => Token;
                    public override bool TakesToken => {{(_token is null ? "false" : "true")}};
            """);
        text.Append(IsSequence ? SequenceMembers() : CallMembers());
        text.AppendLine("        private static class Members");
        text.AppendLine("        {");
        text.AppendLine($"            internal static readonly {S}Codec<{ResultName}> Result = {_resultCodec};");
        for (var i = 0; i < _arguments.Count; i++)
        {
            text.AppendLine($"            internal static readonly {S}Codec<{Names.Full(_arguments[i].Type)}> Argument{i} = {_arguments[i].Codec};");
        }

        text.AppendLine("        }");
        text.AppendLine("    }");
        return text.ToString();
    }

    public string ProxyMethod()
    {
        var parameters = string.Join(", ", _method.Parameters.Select(parameter => $"{Names.Full(parameter.Type)} @{parameter.Name}"));
        var settings = _arguments.Select((argument, i) => $"Argument{i} = @{argument.Name}").Concat(_token is null ? [] : [$"Token = @{_token.Name}"]);
        var request = $"new {ClassName} {{ {string.Join(", ", settings)} }}";
        var body = (_kind, IsOneWay) switch
        {
            ("IAsyncEnumerable", _) => $"return Sequence<{ResultName}>({request});",
            ("void", _) => $"Send({request});",
            ("Task", true) => $"Send({request}); return global::System.Threading.Tasks.Task.CompletedTask;",
            ("ValueTask", true) => $"Send({request}); return default;",
            ("ValueTask", _) when _result is null => $"return new global::System.Threading.Tasks.ValueTask(Call({request}));",
            ("ValueTask", _) => $"return new global::System.Threading.Tasks.ValueTask<{ResultName}>(Call({request}));",
            _ => $"return Call({request});",
        };
        return $"\n        {Names.Full(_method.ReturnType)} {TargetName}.{_method.Name}({parameters}) {{ {body} }}\n";
    }

    private string CallMembers()
    {
        var call = $"(({TargetName})grain).{_method.Name}({Passed()})";
        var invoke = _kind switch
        {
            "void" => $"{{ {call}; return default; }}",
            "Task" when _result is null => $"=> {I}Completion.Of({call});",
            "ValueTask" when _result is null => $"=> {I}Completion.Of({call});",
            "ValueTask" => $"=> {call};",
            _ => $"=> new({call});",
        };
        return $$"""
                    public override {{S}}Codec<{{ResultName}}> ResultCodec => Members.Result;
                    public override global::System.Threading.Tasks.ValueTask<{{ResultName}}> Invoke(object grain, global::System.Threading.CancellationToken cancellationToken) {{invoke}}
                    public override {{I}}GrainRequest Copy() => {{(_arguments.Count == 0 ? "this" : CopyExpression())}};
                    public override void WriteArguments({{S}}MessageWriter writer) {{Writes()}}
                    public static {{I}}GrainRequest Read(ref {{S}}MessageReader reader)
                    {
                        var request = new {{ClassName}}();
                        {{Reads()}}
                        return request;
                    }

            """;
    }

    private string SequenceMembers() => $$"""
                    public override {{S}}Codec<{{ResultName}}> ItemCodec => Members.Result;
                    public override global::System.Collections.Generic.IAsyncEnumerable<{{ResultName}}> Enumerate(object grain, global::System.Threading.CancellationToken cancellationToken) => (({{TargetName}})grain).{{_method.Name}}({{Passed()}});
                    protected override {{I}}SequenceRequest<{{ResultName}}> MakeEmpty() => new {{ClassName}}();
                    protected override {{I}}SequenceRequest<{{ResultName}}> CopyArguments() => {{CopyExpression()}};
                    protected override void WriteSequenceArguments({{S}}MessageWriter writer) {{Writes()}}
                    public static {{I}}GrainRequest Read(ref {{S}}MessageReader reader)
                    {
                        var request = new {{ClassName}}();
                        if (request.ReadHeader(ref reader)) { {{Reads()}} }
                        return request;
                    }

            """;

    private string Passed() => string.Join(", ", _method.Parameters.Select(parameter =>
        SymbolEqualityComparer.Default.Equals(parameter, _token)
            ? "cancellationToken"
            : $"Argument{_arguments.FindIndex(argument => argument.Name == parameter.Name)}"));

    private string CopyExpression()
    {
        var settings = _arguments
            .Select((argument, i) => argument.Shared ? $"Argument{i} = Argument{i}" : $"Argument{i} = Members.Argument{i}.Copy(Argument{i})")
            .Append("Token = Token");
        return $"new {ClassName} {{ {string.Join(", ", settings)} }}";
    }

    private string Writes() => "{ " + string.Concat(_arguments.Select((_, i) => $"Members.Argument{i}.Write(writer, Argument{i}); ")) + "}";

    private string Reads() => string.Concat(_arguments.Select((_, i) => $"request.Argument{i} = Members.Argument{i}.Read(ref reader); "));

    private (string Kind, ITypeSymbol? Result) Result()
    {
        if (_method.ReturnsVoid)
        {
            return ("void", null);
        }

        var type = (INamedTypeSymbol)_method.ReturnType.OriginalDefinition;
        var argument = (_method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
        switch (Names.Plain(type))
        {
            case "System.Threading.Tasks.Task":
            case "System.Threading.Tasks.ValueTask":
                return (type.Name, null);
            case "System.Threading.Tasks.Task<TResult>":
            case "System.Threading.Tasks.ValueTask<TResult>":
            case "System.Collections.Generic.IAsyncEnumerable<T>":
                return (type.Name, argument);
            default:
                Refuse("returns something else than Task, ValueTask or IAsyncEnumerable");
                return ("Task", null);
        }
    }

    private string CodecOf(ITypeSymbol type, ISymbol place)
    {
        var expression = CodecExpression.Make(type, out var made);
        if (made.Refusal is not null)
        {
            _problems.Add(Diagnostic.Create(
                Problems.CannotBeSent,
                place.Locations.FirstOrDefault() ?? _type.Locations[0],
                $"{made.Refused} ({_type.Name}.{_method.Name})",
                made.Refusal));
        }

        return expression;
    }

    private string Identity() =>
        Known.Alias(_method) ?? $"{_method.Name}({string.Join(",", _method.Parameters.Select(parameter => Names.Plain(parameter.Type)))})";

    private string Options()
    {
        var value = (IsOneWay ? 1 : 0) | (Known.Has(_method, "ReadOnlyAttribute") ? 2 : 0) | (Known.Has(_method, "AlwaysInterleaveAttribute") ? 4 : 0);
        return value.ToString(CultureInfo.InvariantCulture);
    }

    private string TimeoutTicks()
    {
        var text = Known.Attribute(_method, "ResponseTimeoutAttribute")?.ConstructorArguments[0].Value as string;
        if (text is null)
        {
            return "0";
        }

        if (System.TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time))
        {
            return time.Ticks.ToString(CultureInfo.InvariantCulture);
        }

        Refuse($"[ResponseTimeout(\"{text}\")] is no time: write hh:mm:ss");
        return "0";
    }

    private void Refuse(string text) => _problems.Add(InterfaceEmitter.Problem(_type, _method, text));
}
