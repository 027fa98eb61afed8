using ChainOfSight.Training.Reports.Charts;
using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Sections;

/// <summary>The stages as a chain of cards, and their curves.</summary>
internal static class StagesSection
{
    public static Html Draw(ReportModel report)
    {
        if (report.Stages.Count == 0)
        {
            return Html.Empty;
        }

        var bands = BandLayout.Of(report.Stages, BandChart.Width, 8, 150);
        return Html.Of($"""
            <section><h2>Stages</h2>
            <ol class="chain">{report.Stages.Select(Card)}</ol>
            <figure><figcaption><h3>Loss</h3><p class="legend"><span><span class="key key-faint"></span>per step</span> <span><span class="key key-line"></span>running mean</span> <span><span class="key key-dot"></span>held out</span></p></figcaption>
            {LossChart.Draw(bands)}</figure>
            <figure><figcaption><h3>Throughput</h3><p class="legend"><span><span class="key key-line"></span>samples per second</span> <span><span class="key key-wait"></span>time waiting for data, full height = 100 %</span></p></figcaption>
            {ThroughputChart.Draw(bands)}</figure>
            <figure><figcaption><h3>Learning rate</h3></figcaption>
            {LearningRateChart.Draw(bands)}</figure>
            <p class="muted">Band widths follow training time, with room for short stages; each band counts its own steps and has its own vertical axis.
            Point at a curve for its figures.</p></section>
            """);
    }

    private static Html Card(StageReport stage) => Html.Of($"""
        <li class="kind-{stage.Kind}"><p class="stage-kind">{stage.Kind}</p><h3>{stage.Name}</h3>
        <p class="stage-tokens">{(stage.Layout is { } layout ? $"{layout.Tokens} visual tokens" : stage.ImageSide is null ? "text only" : "images only")}</p>
        <dl>{Facts(stage).Select(fact => Html.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>"))}</dl></li>
        """);

    private static IEnumerable<Fact> Facts(StageReport stage)
    {
        if (stage.Layout is { } layout)
        {
            yield return new("layout", layout.Name);
        }

        if (stage.ImageSide is { } side)
        {
            yield return new("image", $"{side} × {side} px");
        }

        yield return new("steps", NumberText.Count(stage.Steps));
        yield return new("samples", NumberText.Count(stage.Samples));
        yield return new("tokens", NumberText.Short(stage.Tokens));
        yield return new("time", NumberText.Duration(stage.Seconds));
        yield return new("waiting", NumberText.Percent(stage.Seconds > 0 ? stage.WaitSeconds / stage.Seconds : 0));
        if (stage is { TrainedParameters: { } trained, Parameters: { } all })
        {
            yield return new("trained", $"{NumberText.Short(trained)} of {NumberText.Short(all)}");
        }

        if (stage.Trained.Count > 0)
        {
            yield return new("parts", string.Join(", ", stage.Trained));
        }
    }
}
