using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Scenes.Rendering;

/// <summary>A cut-out at the size at which it is pasted: colours times alpha, and what of the background is left.</summary>
internal sealed class Sprite
{
    private readonly byte[] _colours;
    private readonly byte[] _alphas;

    private Sprite(int width, int height, byte[] colours, byte[] alphas) => (Width, Height, _colours, _alphas) = (width, height, colours, alphas);

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>Resizes a cut-out. Colours are resized multiplied by alpha: transparent pixels would bleed their colour otherwise.</summary>
    internal static Sprite From(PixelRaster rgba, int width, int height)
    {
        var colours = new byte[rgba.Width * rgba.Height * 3];
        var alphas = new byte[colours.Length];
        for (int from = 0, to = 0; to < colours.Length; from += 4, to += 3)
        {
            var alpha = rgba.Pixels[from + 3];
            for (var channel = 0; channel < 3; channel++)
            {
                colours[to + channel] = AlphaComposite.Blend(rgba.Pixels[from + channel], 0, alpha);
                alphas[to + channel] = alpha;
            }
        }

        return new Sprite(
            width,
            height,
            BicubicResize.Resize(new PixelImage(rgba.Width, rgba.Height, colours), width, height).Rgb,
            BicubicResize.Resize(new PixelImage(rgba.Width, rgba.Height, alphas), width, height).Rgb);
    }

    /// <summary>Pastes at a place that lies within the canvas.</summary>
    internal void Paste(PixelImage canvas, int x, int y)
    {
        for (var row = 0; row < Height; row++)
        {
            var target = canvas.Rgb.AsSpan((((y + row) * canvas.Width) + x) * 3, Width * 3);
            var colours = _colours.AsSpan(row * Width * 3, target.Length);
            var alphas = _alphas.AsSpan(row * Width * 3, target.Length);
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = (byte)Math.Min(255, colours[i] + AlphaComposite.Blend(0, target[i], alphas[i]));
            }
        }
    }
}
