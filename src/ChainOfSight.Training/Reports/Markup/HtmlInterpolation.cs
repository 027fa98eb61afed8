using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace ChainOfSight.Training.Reports.Markup;

/// <summary>Receives an interpolated string of <see cref="Html.Of"/>: literals as they are, text escaped, numbers as SVG and HTML write them.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlInterpolation
{
    private readonly StringBuilder _markup;

    public HtmlInterpolation(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + (16 * formattedCount));

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(string? text) => _markup.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted(Html piece) => _markup.Append(piece.ToString());

    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces)
        {
            _markup.Append(piece.ToString());
        }
    }

    public void AppendFormatted(int value) => _markup.Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Two decimals at most: enough for coordinates.</summary>
    public void AppendFormatted(double value) => _markup.Append(value.ToString("0.##", CultureInfo.InvariantCulture));

    public string Take() => _markup.ToString();
}
