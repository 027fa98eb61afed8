namespace ChainOfSight.Torch.Generator;

/// <summary>One argument of an ATen schema: <c>int[2] stride=1</c> is type <c>int</c>, list, default <c>1</c>.</summary>
internal sealed class SchemaArgument
{
    public SchemaArgument(string type, bool isList, bool isOptional, bool isElementOptional, bool isWritten, string name, string? defaultText)
    {
        Type = type;
        IsList = isList;
        IsOptional = isOptional;
        IsElementOptional = isElementOptional;
        IsWritten = isWritten;
        Name = name;
        DefaultText = defaultText;
    }

    /// <summary>Element type: Tensor, Scalar, int, float, bool, str, Device, ScalarType, Layout, MemoryFormat, Generator.</summary>
    public string Type { get; }

    public bool IsList { get; }

    public bool IsOptional { get; }

    public bool IsElementOptional { get; }

    /// <summary>The operator changes the tensor in place.</summary>
    public bool IsWritten { get; }

    public string Name { get; }

    public string? DefaultText { get; }
}
