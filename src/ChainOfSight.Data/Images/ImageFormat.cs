namespace ChainOfSight.Data.Images;

/// <summary>File formats that are decoded.</summary>
public enum ImageFormat
{
    /// <summary>Baseline and progressive JPEG; grey, YCbCr, CMYK.</summary>
    Jpeg,

    /// <summary>PNG of any bit depth, palette, with or without alpha, interlaced or not.</summary>
    Png,

    /// <summary>Lossy and lossless WebP, with or without alpha; of an animation the first frame.</summary>
    WebP,

    /// <summary>GIF; of an animation the first frame.</summary>
    Gif,

    /// <summary>TIFF; of several pages the first.</summary>
    Tiff,
}
