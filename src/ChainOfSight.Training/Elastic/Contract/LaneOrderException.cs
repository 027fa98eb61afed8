using ChainOfSight.Storage;

namespace ChainOfSight.Training.Elastic;

/// <summary>An order that does not fit where the lane stands: another stage, another step, nothing to apply.</summary>
/// <param name="message">What was ordered, where the lane stands, what to do.</param>
public sealed class LaneOrderException(string message) : UserErrorException(message);
