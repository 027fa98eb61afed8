namespace ChainOfSight.Training.Elastic;

/// <summary>What a lane does now.</summary>
/// <param name="Work">The order in work.</param>
/// <param name="Since">When that work began.</param>
/// <param name="Wait">What it waits for; none where it computes.</param>
/// <param name="WaitingSince">When that wait began; null where it does not wait.</param>
/// <param name="NativeSince">When the piece of native work that runs now began; null where none runs. One that is very old is stuck.</param>
/// <param name="Detail">More, for people: step, slot, peer; null where there is nothing to say.</param>
/// <param name="Queued">Orders that wait behind this one.</param>
public sealed record LaneActivity(
    LaneWork Work, DateTimeOffset Since, LaneWait Wait, DateTimeOffset? WaitingSince, DateTimeOffset? NativeSince, string? Detail, int Queued);
