using System.Collections.Concurrent;
using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Scenes.Rendering;

/// <summary>Keeps resized cut-outs, within a bound: scenes draw the same few sizes again and again.</summary>
internal sealed class SpriteCache(IReadOnlyList<PixelRaster> pictures)
{
    private const int Capacity = 8192;

    private readonly ConcurrentDictionary<(int Picture, int Width, int Height), Sprite> _sprites = new();
    private int _count;

    internal Sprite Get(int picture, int width, int height)
    {
        if (_sprites.TryGetValue((picture, width, height), out var known))
        {
            return known;
        }

        var sprite = Sprite.From(pictures[picture], width, height);
        if (Volatile.Read(ref _count) < Capacity && _sprites.TryAdd((picture, width, height), sprite))
        {
            Interlocked.Increment(ref _count);
        }

        return sprite;
    }
}
