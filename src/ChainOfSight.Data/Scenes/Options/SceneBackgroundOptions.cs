namespace ChainOfSight.Data.Scenes;

/// <summary>Colours behind a scene.</summary>
public sealed record SceneBackgroundOptions
{
    /// <summary>Kinds to draw from, with equal chances. Default both.</summary>
    public IReadOnlyList<BackgroundKind> Kinds { get; init; } = [BackgroundKind.Flat, BackgroundKind.Gradient];

    /// <summary>Least value of a channel, 0 to <see cref="Lightest"/>. Default 150.</summary>
    public int Darkest { get; init; } = 150;

    /// <summary>Largest value of a channel, up to 255. Default 255.</summary>
    public int Lightest { get; init; } = 255;

    /// <summary>Largest difference between both ends of a gradient, per channel, 0 to 255. Default 40.</summary>
    public int Contrast { get; init; } = 40;
}
