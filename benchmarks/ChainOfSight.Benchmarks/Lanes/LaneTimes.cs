namespace ChainOfSight.Benchmarks.Lanes;

/// <summary>Where the time of lanes went, as they report it themselves.</summary>
/// <param name="Compute">Forward, backward and merging.</param>
/// <param name="DataWait">Waiting for samples.</param>
/// <param name="ExchangeWait">Waiting for other members.</param>
/// <param name="Apply">Updating the weights.</param>
internal readonly record struct LaneTimes(TimeSpan Compute, TimeSpan DataWait, TimeSpan ExchangeWait, TimeSpan Apply)
{
    public static LaneTimes operator +(LaneTimes left, LaneTimes right) =>
        new(left.Compute + right.Compute, left.DataWait + right.DataWait, left.ExchangeWait + right.ExchangeWait, left.Apply + right.Apply);

    public static LaneTimes operator -(LaneTimes left, LaneTimes right) =>
        new(left.Compute - right.Compute, left.DataWait - right.DataWait, left.ExchangeWait - right.ExchangeWait, left.Apply - right.Apply);

    public static LaneTimes operator /(LaneTimes times, double by) => new(times.Compute / by, times.DataWait / by, times.ExchangeWait / by, times.Apply / by);
}
