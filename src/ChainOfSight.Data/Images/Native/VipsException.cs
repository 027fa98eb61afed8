namespace ChainOfSight.Data.Images.Native;

/// <summary>libvips refused; becomes an <see cref="ImageDecodeException"/> at the edge.</summary>
internal sealed class VipsException(string message) : Exception(message);
