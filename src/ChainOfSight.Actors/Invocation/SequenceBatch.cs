namespace ChainOfSight.Actors.Invocation;

/// <summary>Items of a sequence that were ready, and whether more may come.</summary>
/// <param name="Items">May be empty: nothing came within the time that a call may take; ask again.</param>
/// <param name="Ended">True if no more will come.</param>
public readonly record struct SequenceBatch<T>(T[] Items, bool Ended);
