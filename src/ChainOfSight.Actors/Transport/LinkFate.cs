namespace ChainOfSight.Actors.Transport;

/// <summary>What happens to a frame.</summary>
/// <param name="Copies">How often it arrives: 0 is lost, 2 is repeated.</param>
/// <param name="Delay">How long it takes; frames with different delays overtake each other.</param>
public readonly record struct LinkFate(int Copies, TimeSpan Delay)
{
    /// <summary>It arrives once, at once.</summary>
    public static LinkFate Arrives => new(1, TimeSpan.Zero);

    /// <summary>It is lost.</summary>
    public static LinkFate Lost => new(0, TimeSpan.Zero);
}
