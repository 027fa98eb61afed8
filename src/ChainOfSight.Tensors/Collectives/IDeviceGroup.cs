namespace ChainOfSight.Tensors.Collectives;

/// <summary>The GPUs that add up together. All members enqueue the same sums in the same order, one at a time.</summary>
/// <remarks>A group that failed, or whose wait was cancelled, is of no more use: dispose it and join another one.</remarks>
public interface IDeviceGroup : IDisposable
{
    /// <summary>Whether it is of no more use.</summary>
    bool IsOver { get; }

    /// <summary>Marks what this member's GPU was told so far. On the thread that tells it.</summary>
    /// <returns>For one <see cref="SumAsync"/>.</returns>
    /// <exception cref="DeviceCollectiveException">CUDA refused.</exception>
    nint Mark();

    /// <summary>
    /// Enqueues a sum over all members, in place, in f32: it begins when what was marked is done, and runs beside what the GPU is told later. All members get the same bits.
    /// Ends when the sum is enqueued; <see cref="WaitAsync"/> says when it is done.
    /// </summary>
    /// <param name="mark">What must be done before.</param>
    /// <param name="address">First element on this member's GPU; must stay until <see cref="WaitAsync"/> has ended or the group is disposed.</param>
    /// <param name="elements">How many; the same for all members.</param>
    /// <param name="cancellationToken">Gives up, as in <see cref="WaitAsync"/>.</param>
    /// <exception cref="DeviceCollectiveException">The library refused or lost a member.</exception>
    Task SumAsync(nint mark, nint address, long elements, CancellationToken cancellationToken);

    /// <summary>Ends when all enqueued sums are done.</summary>
    /// <param name="cancellationToken">Gives up: what is enqueued is stopped where it is, and the group is of no more use.</param>
    /// <exception cref="DeviceCollectiveException">The library failed or lost a member.</exception>
    Task WaitAsync(CancellationToken cancellationToken);
}
