namespace ChainOfSight.Tensors.Safetensors;

/// <summary>The rule of the safetensors format, or of this library, that a file or a request broke.</summary>
/// <remarks>Source: https://github.com/huggingface/safetensors, section Format; the limits are the reference reader's.</remarks>
public enum SafetensorsRule
{
    /// <summary>The file exists and can be read and mapped.</summary>
    Readable,

    /// <summary>The file holds at least the eight bytes of the header's length.</summary>
    FileLength,

    /// <summary>The header is at least 2 and at most 100,000,000 bytes long and lies inside the file.</summary>
    HeaderLength,

    /// <summary>The header is UTF-8 JSON: one object, starting with <c>{</c>, at most three levels deep, padded with spaces only.</summary>
    HeaderJson,

    /// <summary>Every tensor has exactly <c>dtype</c>, <c>shape</c> and <c>data_offsets</c>, each once and of the right JSON type.</summary>
    TensorFields,

    /// <summary>No name stands twice, and <c>__metadata__</c> is no tensor.</summary>
    UniqueNames,

    /// <summary><c>__metadata__</c> is an object whose values are strings.</summary>
    Metadata,

    /// <summary>The dtype is one the format knows.</summary>
    Dtype,

    /// <summary>A shape has at most 64 sizes, none negative, and their product with the element size fits 63 bits and whole bytes.</summary>
    Shape,

    /// <summary>Offsets are <c>[begin, end]</c> with 0 ≤ begin ≤ end ≤ length of the data.</summary>
    Offsets,

    /// <summary><c>end − begin</c> equals shape product × element size.</summary>
    Size,

    /// <summary>Tensors follow each other without overlap or hole and fill the data to its end.</summary>
    Contiguous,

    /// <summary>The file has a tensor of the asked name.</summary>
    KnownName,

    /// <summary>The tensor's dtype has a counterpart in the tensor engine.</summary>
    SupportedDtype,

    /// <summary>A tensor asked for as one span is at most 2 GiB long.</summary>
    SpanLength,

    /// <summary>What a writer is given delivers exactly the bytes its shape and dtype promise.</summary>
    WrittenLength,
}
