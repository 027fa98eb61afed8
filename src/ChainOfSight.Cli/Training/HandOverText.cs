using System.Globalization;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Cli.Training;

/// <summary>A hand-over in words.</summary>
internal static class HandOverText
{
    public static IEnumerable<string> Lines(HandOverReport report)
    {
        yield return $"hand-over {report.From} → {report.To}: {Side(report.FromLayout, report.FromTokens, report.FromImageSide)} → {Side(report.ToLayout, report.ToTokens, report.ToImageSide)}"
            + (report.PositionsInterpolated ? ", positions interpolated" : "");
        yield return string.Create(CultureInfo.InvariantCulture,
            $"  held-out loss {report.LossBefore:0.0000} before, {report.LossAfter:0.0000} after, {report.LossRise * 100:+0.0;-0.0} % (at most {report.MaxLossRise * 100:+0.#} %) on {report.Samples:N0} samples");
        if (report.ConstantMapError is { } error)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  on a constant map a child's tokens differ from their parent's by {error:0.0e-0} of the largest (at most {report.ConstantMapLimit:0e-0})");
        }

        yield return report.Accepted ? "  accepted" : "  not accepted";
    }

    private static string Side(string layout, int tokens, int side) => $"{layout} ({tokens:N0} tokens at {side} px)";
}
