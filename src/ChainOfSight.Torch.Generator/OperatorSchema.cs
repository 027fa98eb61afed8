using System.Collections.Generic;
using System.Linq;

namespace ChainOfSight.Torch.Generator;

/// <summary>One line of operators.txt, understood.</summary>
internal sealed class OperatorSchema
{
    public OperatorSchema(string text, string name, bool required, IReadOnlyList<SchemaArgument> arguments, IReadOnlyList<SchemaArgument> results)
    {
        Text = text;
        Name = name;
        Required = required;
        Arguments = arguments;
        Results = results;
    }

    public string Text { get; }

    /// <summary>Without namespace and overload.</summary>
    public string Name { get; }

    /// <summary>A libtorch without it is refused; otherwise only a call of it fails.</summary>
    public bool Required { get; }

    public IReadOnlyList<SchemaArgument> Arguments { get; }

    public IReadOnlyList<SchemaArgument> Results { get; }

    /// <summary>The same operator with a number in the place of a tensor.</summary>
    public OperatorSchema WithNumber(string argument) => new(
        Text,
        Name,
        Required,
        Arguments.Select(a => a.Name == argument ? new SchemaArgument("Number", false, false, false, false, a.Name, null) : a).ToList(),
        Results);
}
