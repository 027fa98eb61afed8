using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;
using ChainOfSight.Training.Reports.Sections;

namespace ChainOfSight.Training.Reports;

/// <summary>
/// Makes the page of a run: one HTML file with everything in it. It asks for nothing from any network, runs no script, and forbids
/// itself both, so that whatever a data set or a model says stays text.
/// </summary>
public static class ReportPage
{
    /// <summary>Renders a report. Equal data give equal bytes.</summary>
    /// <param name="report">What is shown.</param>
    /// <returns>The text of <c>report.html</c>, to be written as UTF-8.</returns>
    public static string Render(ReportModel report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
            <title>{report.Run} · Chain-of-Sight report</title>
            <style>{Html.Resource("ChainOfSight.Training.Reports.report.css")}</style></head>
            <body><main>
            {SummarySection.Draw(report)}
            {StagesSection.Draw(report)}
            {TokenScalingSection.Draw(report.Scalings)}
            {EvaluationSection.Draw(report.Evaluations)}
            {PicturesSection.Draw(report.Pictures)}
            {FactsSection.Draw(report)}
            </main></body></html>
            """).ToString();
    }
}
