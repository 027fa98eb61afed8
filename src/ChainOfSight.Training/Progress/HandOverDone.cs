using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Progress;

/// <summary>A stage took over the weights of the one before in another layout.</summary>
/// <param name="Report">What was changed and what the checks found.</param>
public sealed record HandOverDone(HandOverReport Report) : RunEvent;
