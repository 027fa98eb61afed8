using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Tests.Actors.Serialization;

/// <summary>Promise: what is sent arrives equal, a copy shares nothing changeable, and both sides may be of different versions.</summary>
public sealed class CodecTests
{
    [Fact]
    public void Record_with_base_class_and_collections_arrives_equal()
    {
        var circle = new Circle("c", new Point(1, 2), 3.5) { Marks = [new(3, 4), new(5, 6)] };
        var arrived = Send<Shape>(circle);
        var copy = Assert.IsType<Circle>(arrived);
        Assert.Equal(circle.Marks, copy.Marks);
        Assert.Equal((circle.Name, circle.Centre, circle.Radius), (copy.Name, copy.Centre, copy.Radius));
    }

    [Fact]
    public void Every_kind_of_member_arrives_equal()
    {
        var bag = Bag();
        var arrived = Send(bag);
        Assert.Equal(bag.Shapes.Keys, arrived.Shapes.Keys);
        Assert.Null(arrived.Shapes["none"]);
        Assert.Equal([1, 2], Assert.IsType<Square>(arrived.Shapes["square"]).Sides.ToArray());
        Assert.Equal(bag.Colour, arrived.Colour);
        Assert.Equal(bag.Pair, arrived.Pair);
        Assert.Equal(bag.Numbers, arrived.Numbers);
        Assert.Equal(bag.Guid, arrived.Guid);
        Assert.Equal(bag.Time, arrived.Time);
        Assert.Equal(bag.Time.Offset, arrived.Time.Offset);
        Assert.Equal(bag.Texts, arrived.Texts);
        Assert.Equal(bag.Set, arrived.Set);
        Assert.Equal(bag.Span, arrived.Span);
        Assert.Equal(bag.Hidden, arrived.Hidden);
        Assert.Equal(new Pixel(1, 2, 3), Send(new Pixel(1, 2, 3)));
    }

    [Fact]
    public void Copy_shares_nothing_that_can_change()
    {
        var bag = Bag();
        var copy = Codecs.Of<Bag>().Copy(bag);
        bag.Shapes.Clear();
        bag.Numbers[0] = 99;
        bag.Set.Add(1234);
        Assert.Equal(2, copy.Shapes.Count);
        Assert.Equal(1.5f, copy.Numbers[0]);
        Assert.DoesNotContain(1234L, copy.Set);
    }

    [Fact]
    public void Copy_of_what_cannot_change_is_itself()
    {
        var point = new Point(1, 2);
        Assert.Same(point, Codecs.Of<Point>().Copy(point));
        Assert.False(Codecs.Of<Circle>().IsImmutable);
    }

    [Fact]
    public void Older_reader_skips_members_it_does_not_know()
    {
        var read = Convert<VersionTwo, VersionOne>(new(1, "b", [1, 2], 3) { E = "e" });
        Assert.Equal(new VersionOne(1, "b"), read);
    }

    [Fact]
    public void Newer_reader_leaves_missing_members_at_their_defaults()
    {
        var read = Convert<VersionOne, VersionTwo>(new(1, "b"));
        Assert.Equal((1, "b", 7.5, "initial"), (read.A, read.B, read.D, read.E));
        Assert.Null(read.C);
    }

    [Fact]
    public void Exception_keeps_its_type_members_message_cause_and_stack()
    {
        Exception thrown;
        try
        {
            throw new QuarantineException("bad shard", 7);
        }
        catch (QuarantineException failure)
        {
            thrown = new InvalidOperationException("outer", failure);
        }

        var outer = Assert.IsType<InvalidOperationException>(Send(thrown, Codecs.Failure));
        var inner = Assert.IsType<QuarantineException>(outer.InnerException);
        Assert.Equal(("outer", "bad shard", 7), (outer.Message, inner.Message, inner.Shard));
        Assert.Contains(nameof(Exception_keeps_its_type_members_message_cause_and_stack), inner.StackTrace);
    }

    [Fact]
    public void Unknown_exception_names_its_type()
    {
        var arrived = Assert.IsType<OrleansException>(Send(new System.Text.DecoderFallbackException("odd"), Codecs.Failure));
        Assert.Contains("DecoderFallbackException: odd", arrived.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Damaged_bytes_are_refused_without_allocating_what_they_claim(int seed)
    {
        var writer = new MessageWriter();
        Codecs.Of<Bag>().Write(writer, Bag());
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var bytes = writer.Written.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var shortened = bytes.AsSpan(0, random.Next(bytes.Length + 1)).ToArray();
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var reader = new MessageReader(shortened);
                Codecs.Of<Bag>().Read(ref reader);
            }
            catch (Exception refused) when (refused is MessageFormatException or ArgumentException)
            {
                // Refusal is the promise; anything else fails the test.
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }


    private static Bag Bag() => new()
    {
        Shapes = { ["none"] = null, ["square"] = new Square("s", [1, 2]) },
        Colour = Colour.Green,
        Pair = (4, "four"),
        Numbers = [1.5f, -2],
        Guid = Guid.Parse("11111111-2222-3333-4444-555555555555"),
        Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
        Texts = ["a", null, ""],
        Set = { 5, 6 },
        Span = TimeSpan.FromSeconds(1),
        Hidden = 42,
    };

    private static T Send<T>(T value) => Send(value, Codecs.Of<T>());

    private static T Send<T>(T value, Codec<T> codec)
    {
        var writer = new MessageWriter();
        codec.Write(writer, value);
        var reader = new MessageReader(writer.Written.Span);
        var read = codec.Read(ref reader);
        Assert.Equal(0, reader.Remaining);
        return read;
    }

    private static TRead Convert<TWritten, TRead>(TWritten value)
    {
        var writer = new MessageWriter();
        Codecs.Of<TWritten>().Write(writer, value);
        var reader = new MessageReader(writer.Written.Span);
        return Codecs.Of<TRead>().Read(ref reader);
    }
}
