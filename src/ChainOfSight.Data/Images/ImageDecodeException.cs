using ChainOfSight.Storage;

namespace ChainOfSight.Data.Images;

/// <summary>These bytes cannot become an image: damaged, hostile, over a limit, or of a format that is not read.</summary>
public sealed class ImageDecodeException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">Why, in words that do not depend on where the bytes came from.</param>
    public ImageDecodeException(string reason)
        : base($"The image cannot be decoded: {reason}") => Reason = reason;

    /// <summary>Creates the error with its technical cause.</summary>
    /// <param name="reason">Why, in words that do not depend on where the bytes came from.</param>
    /// <param name="innerException">What was caught.</param>
    public ImageDecodeException(string reason, Exception innerException)
        : base($"The image cannot be decoded: {reason}", innerException) => Reason = reason;

    /// <summary>Creates the error without a reason; use the other constructors.</summary>
    public ImageDecodeException()
    {
    }

    /// <summary>The reason alone, as it stands in the quarantine ledger: the same bytes give the same reason.</summary>
    public string Reason { get; } = "";
}
