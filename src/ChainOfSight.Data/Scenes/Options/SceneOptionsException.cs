using ChainOfSight.Storage;

namespace ChainOfSight.Data.Scenes;

/// <summary>Scenes cannot be composed so: all faults of the options at once.</summary>
public sealed class SceneOptionsException : UserErrorException
{
    /// <summary>Creates the error from all faults.</summary>
    /// <param name="faults">One sentence each: key, value, what is legal.</param>
    public SceneOptionsException(IReadOnlyList<string> faults)
        : base("Scenes cannot be composed:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault))) => Faults = faults;

    /// <summary>Creates the error from one fault.</summary>
    /// <param name="message">Key, value, what is legal.</param>
    public SceneOptionsException(string message)
        : this([message])
    {
    }

    /// <summary>Creates the error with its technical cause.</summary>
    /// <param name="message">What, where, what is legal, what to do.</param>
    /// <param name="innerException">What was caught.</param>
    public SceneOptionsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error without a message; use the other constructors.</summary>
    public SceneOptionsException()
    {
    }

    /// <summary>One sentence per fault.</summary>
    public IReadOnlyList<string> Faults { get; } = [];
}
