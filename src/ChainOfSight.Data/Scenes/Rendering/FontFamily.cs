using System.Text;

namespace ChainOfSight.Data.Scenes.Rendering;

/// <summary>Reads how Pango calls a font file: family and style from its file name, as DejaVu and most families name theirs.</summary>
internal static class FontFamily
{
    /// <summary><c>DejaVuSansMono-Bold.ttf</c> is "DejaVu Sans Mono Bold".</summary>
    internal static string NameOf(string file)
    {
        var stem = Path.GetFileNameWithoutExtension(file).Replace("DejaVu", "Dejavu", StringComparison.Ordinal).Replace('-', ' ');
        var name = new StringBuilder();
        for (var i = 0; i < stem.Length; i++)
        {
            if (i > 0 && char.IsUpper(stem[i]) && char.IsLower(stem[i - 1]))
            {
                name.Append(' ');
            }

            name.Append(stem[i]);
        }

        return name.ToString();
    }
}
