namespace ChainOfSight.Tensors.Safetensors;

/// <summary>A tensor as the header spells it, before its numbers are checked against each other.</summary>
internal sealed record SafetensorsRawTensor(string Name, SafetensorsDtype Dtype, long[] Shape, long Begin, long End);
