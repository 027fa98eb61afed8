using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ChainOfSight.Training.Reports;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Tests.Unit.Reports;

public sealed class ReportPageTests
{
    private static readonly ReportModel Sample = SampleReport.Create();
    private static readonly string Page = ReportPage.Render(Sample);

    /// <summary>The page is well formed, every element closed, so that every browser reads the same tree.</summary>
    [Fact]
    public void Render_sample_is_well_formed() => Assert.Equal("html", Parse(Page).Root!.Name.LocalName);

    /// <summary>Nothing on the page asks for anything from outside: links are fragments or data, the style has no addresses, no script exists.</summary>
    [Fact]
    public void Render_sample_asks_for_nothing_from_outside()
    {
        var page = Parse(Page);
        var addresses = page.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src" or "action" or "srcset" or "poster").Select(a => a.Value);
        Assert.All(addresses, address => Assert.Matches("^(#|data:image/)", address));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "iframe" or "object" or "embed");
        var style = page.Descendants().Single(e => e.Name.LocalName == "style").Value;
        Assert.DoesNotContain("url(", style, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", style, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", Page, StringComparison.Ordinal);
    }

    /// <summary>Text of a run, a data set or a model never becomes markup, wherever it stands.</summary>
    [Fact]
    public void Render_hostile_text_stays_text()
    {
        const string hostile = "<script>alert('1')</script>\"'&<b>";
        var json = Encoding.UTF8.GetString(ReportJson.Write(Sample));
        foreach (var word in new[] { "quickstart", "few-tokens", "many-tokens", "before scaling", "2 threads, bf16, CPU", "scenes", "libtorch", "Two coloured shapes on a striped ground", "What does it say?", "bakery", "top left", "cos-336-from-32" })
        {
            json = json.Replace(word, System.Text.Json.JsonEncodedText.Encode(hostile + word).ToString(), StringComparison.Ordinal);
        }

        var page = ReportPage.Render(ReportJson.Read(Encoding.UTF8.GetBytes(json), "test"));

        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Parse(page).Descendants(), e => e.Name.LocalName is "script" or "b");
    }

    /// <summary>Equal data give equal bytes, and data read back from JSON give the same page.</summary>
    [Fact]
    public void Render_data_read_back_is_the_same_page() =>
        Assert.Equal(Page, ReportPage.Render(ReportJson.Read(ReportJson.Write(Sample), "test")));

    /// <summary>Every picture has a text alternative: drawings are either described or marked as decoration.</summary>
    [Fact]
    public void Render_sample_describes_every_drawing()
    {
        var drawings = Parse(Page).Descendants().Where(e => e.Name.LocalName == "svg").ToList();
        Assert.NotEmpty(drawings);
        Assert.All(drawings, svg => Assert.True(
            svg.Attribute("aria-hidden")?.Value == "true" || (svg.Attribute("role")?.Value == "img" && svg.Attribute("aria-label")?.Value.Length > 0), svg.ToString()[..80]));
    }

    /// <summary>Ids are unique and every reference within the page has its target.</summary>
    [Fact]
    public void Render_sample_has_targets_for_its_references()
    {
        var page = Parse(Page);
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var references = page.Descendants().Attributes("href").Select(a => a.Value).Where(value => value.StartsWith('#')).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Contains(reference[1..], ids));
    }

    /// <summary>A table row exists for every task and kind, with count, chance, and a cell per evaluation.</summary>
    [Fact]
    public void Render_evaluations_stand_in_the_table_by_task_and_kind()
    {
        var rows = Parse(Page).Descendants().Single(e => e.Attribute("class")?.Value == "scores").Descendants().Where(e => e.Name.LocalName == "tr").Select(Text).ToList();
        var row = Sample.Evaluations[1].Result.Tasks.Single(task => task.Kind == "where");
        var text = rows.Single(line => line.StartsWith("where", StringComparison.Ordinal));
        Assert.Contains($" {row.Count} ", text, StringComparison.Ordinal);
        Assert.Contains((100 * row.Measures[0].Score).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        Assert.Equal(1 + Sample.Evaluations[0].Result.Tasks.Sum(task => task.Measures.Count), rows.Count);
    }

    /// <summary>A run that did nothing yet, and one whose steps were skipped, still have a page.</summary>
    [Fact]
    public void Render_empty_or_skipped_run_has_a_page()
    {
        var empty = new ReportModel { Run = "empty", Recipe = "none" };
        var stage = Sample.Stages[0] with { Seconds = 0, HeldOut = [new(0, double.NaN)], Curve = [new(1, double.NaN, 0, 0, 0, 0), new(2, double.PositiveInfinity, 0, 0, 0, 0)] };
        foreach (var report in new[] { empty, empty with { Stages = [stage] }, empty with { Stages = [stage with { Curve = [], HeldOut = [] }] } })
        {
            var page = ReportPage.Render(report);
            Assert.NotNull(Parse(page).Root);
            Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        }
    }

    /// <summary>Damaged report data are an error that names the file.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"run\":1}")]
    [InlineData("[1,")]
    public void Read_damaged_data_is_a_named_error(string json) =>
        Assert.Contains("runs/x/report.json", Assert.Throws<ReportException>(() => ReportJson.Read(Encoding.UTF8.GetBytes(json), "runs/x/report.json")).Message, StringComparison.Ordinal);

    private static XDocument Parse(string page) => XDocument.Parse(page[page.IndexOf("<html", StringComparison.Ordinal)..]);

    private static string Text(XElement element) => Regex.Replace(string.Join(' ', element.DescendantNodes().OfType<XText>().Select(node => node.Value)), @"\s+", " ").Trim() + " ";
}
