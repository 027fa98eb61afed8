namespace ChainOfSight.Torch.Door;

/// <summary>Kinds of a <see cref="Value"/>; the numbers are those of <c>cos_tag</c> in cos.h.</summary>
internal enum ValueTag
{
    None = 0,
    Default = 1,
    Tensor = 2,
    TensorList = 3,
    OptionalTensorList = 4,
    Int = 5,
    Float = 6,
    Bool = 7,
    IntList = 8,
    FloatList = 9,
    BoolList = 10,
    String = 11,
    Device = 12,
    Number = 13,
    WholeNumber = 14,
}
