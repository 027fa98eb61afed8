namespace ChainOfSight.Tensors.Collectives;

/// <summary>Sums over GPUs by NCCL's C API. Both tensor engines use it: it needs addresses only.</summary>
/// <param name="open">Finds NCCL and CUDA's runtime; called once, at the first use.</param>
internal sealed class NcclCollectives(Func<(NcclCalls Nccl, CudaCalls Cuda)> open) : IDeviceCollectives
{
    private readonly Lazy<(NcclCalls Nccl, CudaCalls Cuda)> calls = new(open);

    /// <inheritdoc/>
    public string? Missing
    {
        get
        {
            try
            {
                _ = calls.Value;
                return null;
            }
            catch (DeviceCollectiveException e)
            {
                return e.Message;
            }
        }
    }

    /// <inheritdoc/>
    public string Name => $"NCCL {calls.Value.Nccl.Version}";

    /// <inheritdoc/>
    public byte[] NewKey() => calls.Value.Nccl.NewKey().ToArray();

    /// <inheritdoc/>
    public async Task<IDeviceGroup> JoinAsync(byte[] key, int rank, int ranks, int device, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, ranks);
        var group = new NcclGroup(calls.Value.Nccl, calls.Value.Cuda, NcclKey.Read(key), rank, ranks, device);
        try
        {
            await group.ReadyAsync(cancellationToken).ConfigureAwait(false);
            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }
}
