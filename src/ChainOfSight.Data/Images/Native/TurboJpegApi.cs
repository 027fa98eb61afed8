using System.Runtime.InteropServices;

namespace ChainOfSight.Data.Images.Native;

/// <summary>The functions of libturbojpeg that decoding needs.</summary>
internal static partial class TurboJpegApi
{
    internal const string Library = "libturbojpeg.so.0";

    internal const int FormatRgb = 0;
    internal const int FormatGrey = 6;
    internal const int ColoursYcc = 1;
    internal const int ColoursGrey = 2;

    /// <summary>Gives up at the first warning instead of inventing pixels.</summary>
    internal const int StopOnWarning = 8192;

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    internal static partial nint NewDecoder();

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    internal static partial int Destroy(nint decoder);

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    internal static unsafe partial int ReadHeader(nint decoder, byte* jpeg, CULong size, out int width, out int height, out int subsampling, out int colours);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    internal static unsafe partial int Decode(nint decoder, byte* jpeg, CULong size, byte* pixels, int width, int pitch, int height, int format, int flags);
}
