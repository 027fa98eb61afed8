namespace ChainOfSight.Torch.Door;

/// <summary>Order of a tensor's elements in memory, numbered as in c10.</summary>
internal enum MemoryFormat
{
    Contiguous = 0,
    Preserve = 1,
    ChannelsLast = 2,
}
