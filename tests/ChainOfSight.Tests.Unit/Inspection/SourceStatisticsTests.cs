using ChainOfSight.Data.Inspection;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Tests.Unit.Inspection;

/// <summary>Statistics count what the records say.</summary>
public sealed class SourceStatisticsTests
{
    private static SampleRecord Record(string caption, string answer, params string[] labels) => new()
    {
        Id = "x",
        Caption = caption,
        Labels = labels,
        Boxes = [new LabelledBox("dog", 0, 0, 0.5, 0.5)],
        Turns = [new SampleTurn(SampleTask.Question, "q?", answer) { Kind = "yes-no" }, new SampleTurn(SampleTask.Text, "t?", "TEA")],
    };

    [Fact]
    public void Summarise_counts_captions_answers_labels_and_ranges()
    {
        var statistics = new SourceStatistics();
        statistics.Add(Record("a dog", "yes", "dog"), 100);
        statistics.Add(Record("a dog", "no", "dog", "cat"), 300);
        statistics.Add(Record("a red cat", "yes"), null);

        var summary = statistics.Summarise();

        Assert.Equal((3, 2, 3, 2), (summary.Samples, summary.Images, summary.Captions, summary.DistinctCaptions));
        Assert.Equal(new NumberRange(100, 200, 300), summary.ImageBytes);
        Assert.Equal((2.0, 3.0), (summary.CaptionWords.Least, summary.CaptionWords.Most));
        Assert.Equal(0.25, summary.BoxArea.Mean);
        Assert.Equal([("yes-no", 3L, 2), ("Text", 3L, 1)], summary.Kinds.Select(kind => (kind.Kind, kind.Count, kind.Answers)));
        Assert.Equal(2.0 / 3, summary.Kinds[0].ConstantShare, 1e-12);
        Assert.Equal([new("dog", 2), new("cat", 1)], summary.Labels);
    }

    [Fact]
    public void Summarise_nothing_is_all_zero()
    {
        var summary = new SourceStatistics().Summarise();

        Assert.Equal((0, 0.0), (summary.Samples, summary.Turns.Most));
        Assert.Empty(summary.Kinds);
    }
}
