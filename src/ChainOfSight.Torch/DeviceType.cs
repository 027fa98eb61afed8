namespace ChainOfSight.Torch;

/// <summary>Kinds of device, numbered as in c10.</summary>
public enum DeviceType
{
    /// <summary>Host memory and processor.</summary>
    CPU = 0,

    /// <summary>An NVIDIA GPU.</summary>
    CUDA = 1,

    /// <summary>Apple's GPUs; not supported here.</summary>
    MPS = 13,

    /// <summary>Shapes without memory.</summary>
    META = 14,
}
