using System.Text;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Tests.Unit.Safetensors;

/// <summary>Written files are legal, equal for equal content, and streamed.</summary>
public sealed class SafetensorsWriterTests
{
    private static readonly SafetensorsSource Ids = SafetensorsSource.FromBytes("ids", SafetensorsDtype.U8, [3], new byte[] { 1, 2, 3 });
    private static readonly SafetensorsSource Scale = SafetensorsSource.FromBytes("scale", SafetensorsDtype.F32, [], new byte[] { 0, 0, 128, 63 });
    private static readonly SafetensorsSource None = SafetensorsSource.FromBytes("none", SafetensorsDtype.F64, [0, 4], Array.Empty<byte>());

    [Fact]
    public void Written_file_is_read_back()
    {
        var bytes = Written([Ids, Scale, None], new Dictionary<string, string> { ["b"] = "zwei \"ü\"", ["a"] = "eins" });

        var header = HeaderBytes.Parse(bytes);

        Assert.Equal(["none", "scale", "ids"], header.Entries.Select(entry => entry.Name));
        Assert.Equal("zwei \"ü\"", header.Metadata["b"]);
        Assert.Equal(0, header.DataStart % 8);
        Assert.Equal([0, 0, 128, 63, 1, 2, 3], bytes[(int)header.DataStart..]);
    }

    [Fact]
    public void Written_bytes_do_not_depend_on_the_order_given()
    {
        var one = Written([Ids, Scale, None], new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });
        var other = Written([None, Ids, Scale], new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" });

        Assert.Equal(one, other);
    }

    [Fact]
    public void Written_file_without_tensors_is_legal() => Assert.Empty(HeaderBytes.Parse(Written([])).Entries);

    [Fact]
    public async Task Writing_to_a_stream_asynchronously_gives_the_same_bytes()
    {
        using var stream = new MemoryStream();

        await SafetensorsWriter.WriteAsync(stream, [Ids, Scale]);

        Assert.Equal(Written([Ids, Scale]), stream.ToArray());
    }

    [Fact]
    public void Header_bytes_are_those_of_the_format()
    {
        var bytes = Written([Scale], new Dictionary<string, string> { ["k"] = "v" });

        Assert.Equal(
            """{"__metadata__":{"k":"v"},"scale":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""",
            Encoding.UTF8.GetString(bytes, 8, (int)HeaderBytes.Parse(bytes).DataStart - 8).TrimEnd(' '));
    }

    [Fact]
    public void Chunks_are_asked_for_one_tensor_after_the_other()
    {
        var asked = new List<string>();
        IEnumerable<ReadOnlyMemory<byte>> Chunks(string name)
        {
            asked.Add(name);
            yield return new byte[2];
            asked.Add($"{name} again");
            yield return new byte[2];
        }

        Written([new("a", SafetensorsDtype.F32, [1], () => Chunks("a")), new("b", SafetensorsDtype.F32, [1], () => Chunks("b"))]);

        Assert.Equal(["a", "a again", "b", "b again"], asked);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Tensor_that_gives_other_than_its_bytes_is_refused(int given)
    {
        var refusal = Assert.Throws<SafetensorsException>(() => Written([SafetensorsSource.FromBytes("a", SafetensorsDtype.F32, [1], new byte[given])]));

        Assert.Equal((SafetensorsRule.WrittenLength, "a"), (refusal.Rule, refusal.Tensor));
    }

    [Fact]
    public void Names_and_shapes_that_could_not_be_read_back_are_refused_before_anything_is_written()
    {
        (SafetensorsSource[] Tensors, SafetensorsRule Rule)[] cases =
        [
            ([Ids, Ids with { Dtype = SafetensorsDtype.I8 }], SafetensorsRule.UniqueNames),
            ([Ids with { Name = "__metadata__" }], SafetensorsRule.UniqueNames),
            ([Ids with { Name = "\ud800" }], SafetensorsRule.HeaderJson),
            ([Ids with { Shape = [-3] }], SafetensorsRule.Shape),
            ([Ids with { Shape = [long.MaxValue, 3] }], SafetensorsRule.Shape),
            ([Ids with { Shape = [long.MaxValue] }], SafetensorsRule.Shape),
        ];
        foreach (var (tensors, rule) in cases)
        {
            using var stream = new MemoryStream();
            var refusal = Assert.Throws<SafetensorsException>(() => SafetensorsWriter.Write(stream, tensors));
            Assert.Equal((rule, 0L), (refusal.Rule, stream.Length));
        }
    }

    [Fact]
    public void Saving_replaces_a_file_whole_or_leaves_it_alone()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "a.safetensors");
            SafetensorsWriter.Save(path, [Ids]);
            Assert.Throws<SafetensorsException>(() => SafetensorsWriter.Save(path, [Ids with { Shape = [4] }]));

            using var file = SafetensorsFile.Open(path);
            Assert.Equal([1, 2, 3], file.GetBytes("ids").ToArray());
            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Saving_into_a_folder_that_is_not_there_says_so()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "a.safetensors");

        var refusal = Assert.Throws<SafetensorsException>(() => SafetensorsWriter.Save(path, [Ids]));

        Assert.Equal((path, SafetensorsRule.Readable), (refusal.File, refusal.Rule));
    }

    private static byte[] Written(SafetensorsSource[] tensors, Dictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, metadata);
        return stream.ToArray();
    }
}
