using ChainOfSight.Storage;

namespace ChainOfSight.Data.Shards;

/// <summary>A sample that may not enter a source.</summary>
public sealed class SampleRefusedException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="id">Id of the sample.</param>
    /// <param name="rule">The rule that it breaks, as a clause.</param>
    public SampleRefusedException(string id, string rule)
        : base($"Sample '{id}' can't be written: {rule}. Nothing was published; mend the sample and write the source again.") => Id = id;

    /// <summary>Id of the sample.</summary>
    public string Id { get; }
}
