using ChainOfSight.Storage;

namespace ChainOfSight.Training.Exporting;

/// <summary>A model cannot be exported, or an exported one cannot be read.</summary>
public sealed class ExportException : UserErrorException
{
    /// <summary>Creates the error with a message fit for the person who sees it.</summary>
    /// <param name="message">What, where, what is legal, what to do.</param>
    public ExportException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with a message fit for the person who sees it, and its technical cause.</summary>
    /// <param name="message">What, where, what is legal, what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public ExportException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public ExportException()
    {
    }
}
