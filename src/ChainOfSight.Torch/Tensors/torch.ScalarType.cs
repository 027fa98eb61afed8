namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Type of a tensor's elements, numbered as in c10.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned, 8 bits.</summary>
        Byte = 0,

        /// <summary>Signed, 8 bits.</summary>
        Int8 = 1,

        /// <summary>Signed, 16 bits.</summary>
        Int16 = 2,

        /// <summary>Signed, 32 bits.</summary>
        Int32 = 3,

        /// <summary>Signed, 64 bits.</summary>
        Int64 = 4,

        /// <summary>IEEE half.</summary>
        Float16 = 5,

        /// <summary>IEEE single.</summary>
        Float32 = 6,

        /// <summary>IEEE double.</summary>
        Float64 = 7,

        /// <summary>One byte, 0 or 1.</summary>
        Bool = 11,

        /// <summary>The upper half of an IEEE single.</summary>
        BFloat16 = 15,
    }
}
