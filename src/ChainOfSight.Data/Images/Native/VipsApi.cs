using System.Runtime.InteropServices;

namespace ChainOfSight.Data.Images.Native;

/// <summary>
/// The few functions of libvips and GObject that decoding needs. None takes a variable argument list: operations are
/// objects whose properties are set one by one, which every platform's calling convention allows.
/// </summary>
internal static partial class VipsApi
{
    internal const string Vips = "libvips.so.42";
    private const string GObject = "libgobject-2.0.so.0";
    private const string GLib = "libglib-2.0.so.0";

    /// <summary>GObject's fundamental type for objects: 20 shifted by 2.</summary>
    internal const nuint ObjectType = 80;

    [LibraryImport(Vips, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Init(string program);

    [LibraryImport(Vips, EntryPoint = "vips_version")]
    internal static partial int Version(int part);

    [LibraryImport(Vips, EntryPoint = "vips_block_untrusted_set")]
    internal static partial void BlockUntrusted(int state);

    [LibraryImport(Vips, EntryPoint = "vips_concurrency_set")]
    internal static partial void SetConcurrency(int threads);

    [LibraryImport(Vips, EntryPoint = "vips_cache_set_max")]
    internal static partial void SetCacheMax(int operations);

    [LibraryImport(Vips, EntryPoint = "vips_error_buffer_copy")]
    internal static partial nint TakeErrors();

    [LibraryImport(Vips, EntryPoint = "vips_error_clear")]
    internal static partial void ClearErrors();

    [LibraryImport(Vips, EntryPoint = "vips_source_new_from_memory")]
    internal static unsafe partial nint SourceFromMemory(byte* data, nuint length);

    [LibraryImport(Vips, EntryPoint = "vips_target_new_to_memory")]
    internal static partial nint TargetToMemory();

    [LibraryImport(Vips, EntryPoint = "vips_blob_get_type")]
    internal static partial nuint BlobType();

    [LibraryImport(Vips, EntryPoint = "vips_value_get_blob")]
    internal static partial nint GetValueBlob(ref GObjectValue value, out nuint size);

    [LibraryImport(Vips, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint NewOperation(string name);

    [LibraryImport(Vips, EntryPoint = "vips_object_set_argument_from_string", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetArgument(nint instance, string name, string value);

    [LibraryImport(Vips, EntryPoint = "vips_object_build")]
    internal static partial int Build(nint instance);

    [LibraryImport(Vips, EntryPoint = "vips_object_unref_outputs")]
    internal static partial void UnrefOutputs(nint instance);

    [LibraryImport(Vips, EntryPoint = "vips_image_new_from_memory")]
    internal static unsafe partial nint ImageFromMemory(byte* data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Vips, EntryPoint = "vips_image_write_to_memory")]
    internal static partial nint WriteToMemory(nint image, out nuint size);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_width")]
    internal static partial int Width(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_height")]
    internal static partial int Height(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_bands")]
    internal static partial int Bands(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_format")]
    internal static partial int Format(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_coding")]
    internal static partial int Coding(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_interpretation")]
    internal static partial int Interpretation(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_n_pages")]
    internal static partial int Pages(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_orientation")]
    internal static partial int Orientation(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_colourspace_issupported")]
    internal static partial int IsColourSpaceSupported(nint image);

    [LibraryImport(GObject, EntryPoint = "g_value_init")]
    internal static partial nint InitValue(ref GObjectValue value, nuint type);

    [LibraryImport(GObject, EntryPoint = "g_value_set_object")]
    internal static partial void SetValueObject(ref GObjectValue value, nint instance);

    [LibraryImport(GObject, EntryPoint = "g_value_dup_object")]
    internal static partial nint DuplicateValueObject(ref GObjectValue value);

    [LibraryImport(GObject, EntryPoint = "g_value_unset")]
    internal static partial void UnsetValue(ref GObjectValue value);

    [LibraryImport(GObject, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetProperty(nint instance, string name, ref GObjectValue value);

    [LibraryImport(GObject, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void GetProperty(nint instance, string name, ref GObjectValue value);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    internal static partial void Unref(nint instance);

    [LibraryImport(GLib, EntryPoint = "g_free")]
    internal static partial void Free(nint memory);

    [LibraryImport(GLib, EntryPoint = "g_log_set_handler", StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial uint SetLogHandler(string domain, int levels, delegate* unmanaged<byte*, int, byte*, nint, void> handler, nint state);
}
