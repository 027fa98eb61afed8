namespace ChainOfSight.Training.Progress;

/// <summary>Something that a person should know and that did not stop the run.</summary>
/// <param name="Message">What, where, what was done about it.</param>
public sealed record RunWarning(string Message) : RunEvent;
