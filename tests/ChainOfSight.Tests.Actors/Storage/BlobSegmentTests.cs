using ChainOfSight.Clustering;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Actors.Storage;

/// <summary>Any key of a grain becomes a legal name, and no two keys the same.</summary>
public sealed class BlobSegmentTests
{
    [Theory]
    [InlineData("run-1", "run-1")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData(".", "%2E")]
    [InlineData("..", "%2E%2E")]
    [InlineData("a.b.", "a.b%2E")]
    [InlineData("ü", "%C3%BC")]
    [InlineData("127.0.0.1:5000", "127.0.0.1%3A5000")]
    [InlineData(".cos-store", "%2Ecos-store")]
    [InlineData("50%", "50%25")]
    public void Escape_of_a_text_gives_this_segment(string text, string segment) => Assert.Equal(segment, BlobSegment.Escape(text));

    [Fact]
    public void Escape_of_long_texts_that_differ_at_the_end_gives_different_legal_names()
    {
        var segments = new[] { "1", "2", "3" }.Select(end => BlobSegment.Escape(new string('/', 900) + end)).ToList();
        Assert.Equal(3, segments.Distinct().Count());
        Assert.All(segments, segment => BlobName.Validate(segment));
    }
}
