namespace ChainOfSight.Tensors.Collectives;

/// <summary>Sums over the GPUs of several lanes, from GPU to GPU, without a detour through the memory of the host.</summary>
public interface IDeviceCollectives
{
    /// <summary>Why there are none on this machine, in words; null where they can be used. Does not throw.</summary>
    string? Missing { get; }

    /// <summary>Library and version, such as <c>NCCL 2.21.5</c>. All members of a group need the same.</summary>
    /// <exception cref="DeviceCollectiveException">There are none: <see cref="Missing"/> says why.</exception>
    string Name { get; }

    /// <summary>A key by which the members of one group find each other. One member makes it and gives it to the others.</summary>
    /// <exception cref="DeviceCollectiveException">There are none, or the library refused.</exception>
    byte[] NewKey();

    /// <summary>Joins a group; ends when all members have.</summary>
    /// <param name="key">The group's key.</param>
    /// <param name="rank">Index of this member.</param>
    /// <param name="ranks">Members in all.</param>
    /// <param name="device">Index of this member's GPU.</param>
    /// <param name="cancellationToken">Gives up; the others' attempts end when they give up too.</param>
    /// <exception cref="DeviceCollectiveException">The library refused, or lost a member.</exception>
    Task<IDeviceGroup> JoinAsync(byte[] key, int rank, int ranks, int device, CancellationToken cancellationToken);
}
