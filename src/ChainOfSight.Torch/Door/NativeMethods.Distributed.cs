using System.Runtime.InteropServices;
using ChainOfSight.Torch.Distributed;

namespace ChainOfSight.Torch.Door;

/// <summary>The functions of cos_distributed.h.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int cos_distributed_built();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cos_store_tcp(string host, int port, int server, long timeout, out nint made, out int boundPort);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cos_store_file(string path, int size, long timeout, out nint made);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cos_store_set(StoreHandle store, string key, byte* value, long length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cos_store_get(StoreHandle store, string key, out byte* value, out long length);

    [LibraryImport(Library)]
    internal static partial void cos_store_value_free(byte* value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cos_store_add(StoreHandle store, string key, long amount, out long sum);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cos_store_wait(StoreHandle store, string[] keys, int count, long timeout);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cos_store_check(StoreHandle store, string key, out int there);

    [LibraryImport(Library)]
    internal static partial void cos_store_free(nint store);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cos_group_gloo(StoreHandle store, int rank, int size, long timeout, string address, out nint made);

    [LibraryImport(Library)]
    internal static partial int cos_group_nccl(StoreHandle store, int rank, int size, long timeout, out nint made);

    [LibraryImport(Library)]
    internal static partial void cos_group_free(nint group);

    [LibraryImport(Library)]
    internal static partial int cos_group_all_reduce(GroupHandle group, nint tensor, int reduction, out nint work);

    [LibraryImport(Library)]
    internal static partial int cos_group_broadcast(GroupHandle group, nint tensor, int root, out nint work);

    [LibraryImport(Library)]
    internal static partial int cos_group_all_gather(GroupHandle group, nint input, nint* outputs, int count, out nint work);

    [LibraryImport(Library)]
    internal static partial int cos_group_barrier(GroupHandle group, out nint work);

    [LibraryImport(Library)]
    internal static partial int cos_group_send(GroupHandle group, nint tensor, int to, int tag, out nint work);

    [LibraryImport(Library)]
    internal static partial int cos_group_receive(GroupHandle group, nint tensor, int from, int tag, out nint work);

    [LibraryImport(Library)]
    internal static partial int cos_work_completed(WorkHandle work);

    [LibraryImport(Library)]
    internal static partial int cos_work_wait(WorkHandle work, long timeout);

    [LibraryImport(Library)]
    internal static partial void cos_work_free(nint work);
}
