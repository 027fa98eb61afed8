using System.Runtime.InteropServices;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Tests.Unit.Training.Stages;

/// <summary>A copy of the state is that of the moment at which it began, though training goes on; its memory is made once.</summary>
public sealed class StateCopyTests
{
    // Several pieces each, so that both threads have something to do.
    private const int Elements = (3 << 20) + 17;

    [Fact]
    public void Copy_that_was_finished_holds_the_values_from_before_whatever_happens_to_the_state_after()
    {
        using var scope = NewDisposeScope();
        IReadOnlyList<StatePart> parts = [new("a", true, full([Elements], 1.5)), new("b", false, full([2, Elements], -2.5)), new("step.a", false, tensor(7L, dtype: ScalarType.Int64))];
        var buffers = new SaveBuffers(parts);
        for (var save = 0; save < 4; save++)
        {
            var copy = StateCopy.Begin(parts, buffers.Rent(), TimeProvider.System);
            copy.Finish();
            parts[0].Value.add_(1);
            parts[1].Value.add_(1);

            Assert.True(copy.Done.IsCompletedSuccessfully);
            AssertAll(1.5f + save, copy.Buffers[0], Elements);
            AssertAll(-2.5f + save, copy.Buffers[1], 2 * Elements);
            Assert.Equal(7, MemoryMarshal.Cast<byte, long>(copy.Buffers[2].Tensor.Bytes.Span)[0]);
            buffers.Return(copy.Buffers);
        }

        Assert.Equal(1, buffers.Made);
    }

    [Fact]
    public async Task Copy_ends_by_itself_where_no_update_follows()
    {
        using var value = full([Elements], 1.5);
        IReadOnlyList<StatePart> parts = [new("a", true, value)];
        var copy = StateCopy.Begin(parts, new SaveBuffers(parts).Rent(), TimeProvider.System);

        await copy.Done.WaitAsync(TimeSpan.FromMinutes(2));

        AssertAll(1.5f, copy.Buffers[0], Elements);
    }

    [Fact]
    public async Task Touching_changes_no_value_and_a_save_that_overlaps_another_has_memory_of_its_own()
    {
        using var value = zeros([Elements]);
        IReadOnlyList<StatePart> parts = [new("a", true, value)];
        var buffers = new SaveBuffers(parts);
        var first = buffers.Rent();
        first[0].Memory.Span.Fill(7);
        var second = buffers.Rent();
        await buffers.Touched;

        Assert.NotSame(first, second);
        Assert.False(first[0].Memory.Span.ContainsAnyExcept((byte)7));
        buffers.Return(first);
        buffers.Return(second);
        Assert.Same(first, buffers.Rent());
        Assert.Equal(2, buffers.Made);
    }

    private static void AssertAll(float expected, HostBuffer found, int elements)
    {
        var values = MemoryMarshal.Cast<byte, float>(found.Tensor.Bytes.Span);
        Assert.Equal(elements, values.Length);
        Assert.False(values.ContainsAnyExcept(expected));
    }
}
