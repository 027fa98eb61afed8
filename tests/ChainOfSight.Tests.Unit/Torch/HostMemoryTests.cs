using System.Runtime.InteropServices;
using ChainOfSight.Torch;
using ChainOfSight.Torch.Memory;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Tensors over foreign memory neither copy it nor let go of it too early.</summary>
public sealed class HostMemoryTests
{
    // Writes show on both sides; release comes once, after the last view.
    [Fact]
    public unsafe void Wrapped_memory_is_shared_and_released_after_the_last_view()
    {
        var memory = (float*)NativeMemory.Alloc(6, sizeof(float));
        new Span<float>(memory, 6).Fill(1);
        var released = 0;
        var whole = HostMemory.Wrap((nint)memory, ScalarType.Float32, [2, 3], () => released++);
        var row = whole[1];
        memory[3] = 5;

        Assert.Equal([5f, 1, 1], row.data<float>().ToArray());
        whole.Dispose();
        Assert.Equal(0, released);
        row.Dispose();
        Assert.Equal(1, released);
        NativeMemory.Free(memory);
    }
}
