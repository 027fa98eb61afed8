namespace ChainOfSight.Actors.Membership;

/// <summary>Learns from the connections what the membership protocol wants to know. Calls are short and may come on any thread.</summary>
public interface IPeerObserver
{
    /// <summary>Something arrived from a peer.</summary>
    void NoteHeard(SiloAddress silo);

    /// <summary>The connection to a peer broke or could not be made.</summary>
    void NoteBroken(SiloAddress silo);

    /// <summary>A peer says that the membership table has this version.</summary>
    void NoteAnnounced(long version);
}
