namespace ChainOfSight.Grains.Contracts.Faults;

/// <summary>There is no run of that name.</summary>
[GenerateSerializer]
[Alias("cos.unknown-run")]
public sealed class UnknownRunException : RefusedException
{
    /// <summary>Names the run.</summary>
    public UnknownRunException(string run)
        : base($"This cluster knows no run \"{run}\". Give it one with ./cos submit, or look at the names of those it knows with ./cos status.") => Run = run;

    /// <summary>For the serializer.</summary>
    public UnknownRunException()
    {
    }

    /// <summary>The name that was asked for.</summary>
    [Id(0)]
    public string Run { get; set; } = "";
}
