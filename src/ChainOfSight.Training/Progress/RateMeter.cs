namespace ChainOfSight.Training.Progress;

/// <summary>Rates over the last steps: long enough to be calm, short enough to follow.</summary>
/// <param name="time">Clock.</param>
/// <param name="window">Steps that count. Default 50.</param>
public sealed class RateMeter(TimeProvider time, int window = 50)
{
    private readonly Queue<(long Start, long End, int Samples, long Tokens, TimeSpan Waited)> steps = new();

    /// <summary>Takes a step that ends now.</summary>
    /// <param name="start">Timestamp of its beginning, from <see cref="TimeProvider.GetTimestamp"/>.</param>
    /// <param name="samples">Samples in it.</param>
    /// <param name="tokens">Tokens through the model.</param>
    /// <param name="waited">Time in which the lane waited for data.</param>
    public void Add(long start, int samples, long tokens, TimeSpan waited)
    {
        steps.Enqueue((start, time.GetTimestamp(), samples, tokens, waited));
        if (steps.Count > window)
        {
            steps.Dequeue();
        }
    }

    /// <summary>The rates; zeros before the first step.</summary>
    /// <returns>Samples and tokens per second, share of waiting, time per step.</returns>
    public (double Samples, double Tokens, double WaitShare, TimeSpan PerStep) Read()
    {
        if (steps.Count == 0)
        {
            return default;
        }

        var elapsed = time.GetElapsedTime(steps.Peek().Start, steps.Last().End);
        var seconds = Math.Max(elapsed.TotalSeconds, 1e-9);
        return (
            steps.Sum(step => (long)step.Samples) / seconds,
            steps.Sum(step => step.Tokens) / seconds,
            Math.Clamp(steps.Sum(step => step.Waited.TotalSeconds) / seconds, 0, 1),
            elapsed / steps.Count);
    }
}
