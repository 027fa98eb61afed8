namespace ChainOfSight.Torch.Devices;

/// <summary>Memory of a GPU, in bytes.</summary>
/// <param name="Allocated">Held by tensors.</param>
/// <param name="Reserved">Held by libtorch, tensors included.</param>
/// <param name="PeakAllocated">The most that tensors held since the last reset.</param>
/// <param name="Total">Of the device.</param>
public sealed record CudaMemory(long Allocated, long Reserved, long PeakAllocated, long Total);
