using ChainOfSight.Models.Resampling;
using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Sections;

/// <summary>The change of token layout: both layouts drawn, what grew from what, and the checks.</summary>
internal static class TokenScalingSection
{
    public static Html Draw(IReadOnlyList<TokenScaling> scalings) => scalings.Count == 0
        ? Html.Empty
        : Html.Of($"<section><h2>Token scaling</h2>{scalings.Select(Draw)}</section>");

    private static Html Draw(TokenScaling change) => Html.Of($"""
        <article class="hand-over">
        <p class="hand-over-title">{change.FromStage} <span aria-hidden="true">→</span> {change.ToStage}: <strong>{change.Before.Layout.Tokens}</strong> to <strong>{change.After.Layout.Tokens}</strong> visual tokens.
        New windows start as copies of the window they grow from.</p>
        <div class="sides">{Side("before", change.Before, change.Before.Layout, isAfter: false)}{Side("after", change.After, change.Before.Layout, isAfter: true)}</div>
        <div class="hand-over-facts"><div class="table"><table class="facts"><thead><tr><th scope="col"></th><th scope="col">before</th><th scope="col">after</th></tr></thead><tbody>
        {Row("layout", change.Before.Layout.Name, change.After.Layout.Name)}
        {Row("image", $"{change.Before.ImageSide} × {change.Before.ImageSide} px", $"{change.After.ImageSide} × {change.After.ImageSide} px")}
        {Row("patches", $"{change.Before.Layout.Grid} × {change.Before.Layout.Grid}", $"{change.After.Layout.Grid} × {change.After.Layout.Grid}")}
        {Row("visual tokens", $"{change.Before.Layout.Tokens}", $"{change.After.Layout.Tokens}")}
        {(change.Before.ResamplerParameters is { } own && change.After.ResamplerParameters is { } grown ? Row("resampler parameters", NumberText.Count(own), NumberText.Count(grown)) : Html.Empty)}
        {Row("held-out loss", Loss(change.HeldOutLossBefore), Loss(change.HeldOutLossAfter))}
        </tbody></table></div>
        <ul class="checks">{Checks(change)}</ul></div></article>
        """);

    private static Html Side(string title, TokenScalingSide side, ResamplerLayout before, bool isAfter) => Html.Of($"""
        <figure class="side"><figcaption>{title}: {side.Layout.Tokens} tokens</figcaption>
        <div class="scales">{Enumerable.Range(0, side.Layout.Scales.Count).Select(scale => Scale(side.Layout, before, scale, isAfter))}</div></figure>
        """);

    private static Html Scale(ResamplerLayout layout, ResamplerLayout before, int scale, bool isAfter)
    {
        var side = layout.WindowGrid(scale);
        var parent = isAfter && layout.Scales[scale].Parent is { } index && index < before.Scales.Count ? index : (int?)null;
        // The marked square is one window of the parent; after the change the same square holds all windows that grew from it.
        var marked = parent is { } p ? before.WindowGrid(p) : side;
        var (tone, extent) = (parent ?? scale, Math.Max(1, side / marked));
        var at = (marked - 1) / 2 * extent;
        return Html.Of($"""
            <div class="scale tone-{tone}"><svg viewBox="-2 -2 104 104" role="img" aria-label="{WindowDrawing.Describe(layout, scale)}"><rect class="window-ground" width="100" height="100"/>{WindowDrawing.Fill(side, at, at, extent)}{WindowDrawing.Lines(side)}</svg>
            <p><strong>scale {scale + 1}</strong><br/>{WindowDrawing.Describe(layout, scale)}{(parent is { } source ? Html.Of($"<br/>from scale {source + 1}{(extent > 1 ? $", {extent} × {extent} per window" : "")}") : Html.Empty)}</p></div>
            """);
    }

    private static IEnumerable<Html> Checks(TokenScaling change)
    {
        if (change.ConstantMapDifference is { } difference)
        {
            yield return Check(difference <= change.ConstantMapLimit,
                $"On a constant feature map child windows differ from their parents by {NumberText.Figures(difference)} of the largest token (limit {NumberText.Figures(change.ConstantMapLimit)}).");
        }

        if (change is { HeldOutLossBefore: { } before, HeldOutLossAfter: { } after })
        {
            var rise = (after / before) - 1;
            yield return Check(rise <= change.MaxLossRise,
                $"Held-out loss {(rise < 0 ? "fell" : "rose")} by {NumberText.Percent(Math.Abs(rise))} on {NumberText.Of(change.HeldOutSamples, "sample", "samples")}, before any further training (limit: a rise of {NumberText.Percent(change.MaxLossRise)}).");
        }

        yield return Check(change.Accepted, change.Accepted ? "The run went on with the larger layout." : "The run is held until a person accepts, retries or reverts the stage.");
    }

    private static Html Check(bool passed, string text) =>
        Html.Of($"""<li class="{(passed ? "pass" : "fail")}"><span class="mark" role="img" aria-label="{(passed ? "passed" : "failed")}">{(passed ? "✓" : "✗")}</span> {text}</li>""");

    private static Html Row(string name, string before, string after) =>
        Html.Of($"""<tr><th scope="row">{name}</th><td>{before}</td><td>{after}</td></tr>""");

    private static string Loss(double? loss) => loss is { } value ? NumberText.Fixed(value, 4) : "–";
}
