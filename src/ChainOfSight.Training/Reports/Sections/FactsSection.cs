using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Sections;

/// <summary>Seed, versions, hashes, timings and the recipe: what it takes to run it again.</summary>
internal static class FactsSection
{
    public static Html Draw(ReportModel report) => report.Facts.Count == 0 && report.RecipeJson is null
        ? Html.Empty
        : Html.Of($"""
            <section><h2>Run</h2>
            <div class="fact-groups">{report.Facts.Select(Group)}</div>
            {(report.RecipeJson is null ? Html.Empty : Html.Of($"""
                <details><summary>Recipe</summary><pre tabindex="0">{report.RecipeJson}</pre></details>
                """))}</section>
            """);

    private static Html Group(FactGroup group) => Html.Of($"""
        <div class="fact-group"><h3>{group.Title}</h3><dl>{group.Facts.Select(fact => Html.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>"))}</dl></div>
        """);
}
