namespace ChainOfSight.Torch.Distributed;

/// <summary>How the tensors of all ranks become one. Numbered as in cos_distributed.h.</summary>
public enum ReduceOp
{
    /// <summary>Their sum.</summary>
    Sum = 0,

    /// <summary>Their product.</summary>
    Product = 1,

    /// <summary>The smallest of each element.</summary>
    Min = 2,

    /// <summary>The largest of each element.</summary>
    Max = 3,
}
