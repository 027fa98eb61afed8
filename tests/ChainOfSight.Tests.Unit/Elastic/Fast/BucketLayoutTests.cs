using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Unit.Elastic.Fast;

/// <summary>Buckets hold every element once, and their parts are shared out among members without gap or overlap.</summary>
public sealed class BucketLayoutTests
{
    [Fact]
    public void Every_element_has_one_place_and_the_last_parameters_come_first()
    {
        var layout = new BucketLayout([5, 3, 8, 1, 0, 2], limit: 8);

        Assert.Equal([5, 4, 3], layout.Parameters(0));
        Assert.Equal([2], layout.Parameters(1));
        Assert.Equal([1, 0], layout.Parameters(2));
        Assert.Equal([3, 8, 8], Enumerable.Range(0, layout.Buckets).Select(layout.Length));
        Assert.Equal((2, 3), layout.Places[0]);
    }

    [Fact]
    public void Parts_of_all_members_make_up_each_bucket()
    {
        var layout = new BucketLayout([.. Enumerable.Range(0, 500).Select(i => (long)(i % 7))], limit: 10);
        Assert.InRange(layout.Buckets, 1, 70);
        for (var members = 1; members < 9; members++)
        {
            for (var bucket = 0; bucket < layout.Buckets; bucket++)
            {
                var end = 0;
                for (var member = 0; member < members; member++)
                {
                    var part = layout.Part(bucket, member, members);
                    Assert.Equal(end, part.Start);
                    end += part.Length;
                }

                Assert.Equal(layout.Length(bucket), end);
            }
        }
    }
}
