namespace ChainOfSight.Actors.Invocation;

/// <summary>What a message about a sequence asks for.</summary>
internal enum SequencePhase : byte
{
    Start,
    Next,
    End,
}
