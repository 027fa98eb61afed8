namespace ChainOfSight.Tests.Actors.Processes;

/// <summary>Says where it is.</summary>
public interface IPlaceGrain : IGrainWithStringKey
{
    /// <summary>The silo and its process.</summary>
    Task<string> Where();

    /// <summary>Never answers.</summary>
    Task Never();

    /// <summary>How many calls of <see cref="Never"/> have begun here.</summary>
    [AlwaysInterleave]
    Task<int> Begun();
}
