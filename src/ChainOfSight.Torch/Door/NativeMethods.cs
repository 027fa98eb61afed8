using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Door;

/// <summary>The functions of cos.h: errors, operators, tensors. Every other part is a partial of this class.</summary>
internal static unsafe partial class NativeMethods
{
    internal const string Library = "cos_torch";

    [LibraryImport(Library)]
    internal static partial nint cos_error_text();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int cos_operator_resolve(string schema, out nint found);

    [LibraryImport(Library)]
    internal static partial int cos_operator_call(nint op, Value* args, int count, Value* results, int capacity, int* returned);

    [LibraryImport(Library)]
    internal static partial void cos_list_free(void* list);

    [LibraryImport(Library)]
    internal static partial void cos_tensor_release(nint t);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_share(nint t, out nint same);

    [LibraryImport(Library)]
    internal static partial long cos_tensors_live();

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int cos_tensor_rank(nint t);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long cos_tensor_count(nint t);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int cos_tensor_dtype(nint t);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int cos_tensor_device(nint t);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_contiguous(nint t);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_sizes(nint t, long* into);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_strides(nint t, long* into);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_data(nint t, out void* pointer);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_storage_bytes(nint t, out long bytes);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_copy_in(void* from, long bytes, int dtype, long* sizes, int rank, out nint made);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_from_blob(
        void* memory, int dtype, long* sizes, int rank, delegate* unmanaged<long, void> release, long context, out nint made);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_copy_out(nint t, void* into, long bytes);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_set_data(nint t, nint data);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_requires_grad(nint t);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_set_requires_grad(nint t, int on);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_is_leaf(nint t);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_grad(nint t, out nint grad);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_set_grad(nint t, nint grad);

    [LibraryImport(Library)]
    internal static partial int cos_tensor_version(nint t, out long version);
}
