using System.Text;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Tests.Unit.Safetensors;

/// <summary>A header is read exactly as the format says, and every broken rule is named.</summary>
public sealed class SafetensorsHeaderTests
{
    [Fact]
    public void Header_of_a_legal_file_lists_tensors_and_metadata()
    {
        var header = HeaderBytes.Parse(HeaderBytes.File(HeaderBytes.Legal));

        Assert.Equal(["weight", "ids"], header.Entries.Select(entry => entry.Name));
        Assert.Equal([2L, 3L], header.Entries[0].Shape);
        Assert.Equal((SafetensorsDtype.I64, 24L, 8L), (header.Entries[1].Dtype, header.Entries[1].Offset, header.Entries[1].Length));
        Assert.Equal("a test", header.Metadata["made by"]);
        Assert.Equal(8 + Encoding.UTF8.GetByteCount(HeaderBytes.Legal), header.DataStart);
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("{}   ", 0)]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,7],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[0],"data_offsets":[1,1]}}""", 1)]
    [InlineData("""{"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},"a":{"data_offsets":[0,1],"shape":[1],"dtype":"BOOL"}}""", 2)]
    [InlineData("""{"a":{"dtype":"F4","shape":[2,3],"data_offsets":[0,3]}}""", 3)]
    [InlineData("""{"":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}""", 8)]
    [InlineData("""{"__metadata__":{},"\u00e4":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}""", 2)]
    public void Header_with_legal_peculiarities_is_accepted(string json, int dataBytes)
    {
        var header = HeaderBytes.Parse(HeaderBytes.File(json, dataBytes));

        Assert.Equal(dataBytes, header.Entries.Sum(entry => entry.Length));
    }

    [Theory]
    [InlineData("[]", 0, SafetensorsRule.HeaderJson)]
    [InlineData(" {}", 0, SafetensorsRule.HeaderJson)]
    [InlineData("{} {}", 0, SafetensorsRule.HeaderJson)]
    [InlineData("{\"a\"", 0, SafetensorsRule.HeaderJson)]
    [InlineData("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", 4, SafetensorsRule.HeaderJson)]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, SafetensorsRule.HeaderJson)]
    [InlineData("""{"a":3}""", 0, SafetensorsRule.TensorFields)]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, SafetensorsRule.TensorFields)]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, SafetensorsRule.TensorFields)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, SafetensorsRule.TensorFields)]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, SafetensorsRule.TensorFields)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"code":"x"}}""", 4, SafetensorsRule.TensorFields)]
    [InlineData("""{"a":{"dtype":4,"shape":[1],"data_offsets":[0,4]}}""", 4, SafetensorsRule.TensorFields)]
    [InlineData("""{"a":{"dtype":"F32","shape":{},"data_offsets":[0,4]}}""", 4, SafetensorsRule.TensorFields)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\u0061":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, SafetensorsRule.UniqueNames)]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, SafetensorsRule.UniqueNames)]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, SafetensorsRule.Metadata)]
    [InlineData("""{"__metadata__":{"a":{"b":"c"}}}""", 0, SafetensorsRule.Metadata)]
    [InlineData("""{"__metadata__":"a"}""", 0, SafetensorsRule.Metadata)]
    [InlineData("""{"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}""", 4, SafetensorsRule.Dtype)]
    [InlineData("""{"a":{"dtype":"0","shape":[1],"data_offsets":[0,4]}}""", 4, SafetensorsRule.Dtype)]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, SafetensorsRule.Shape)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", 4, SafetensorsRule.Shape)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1e1],"data_offsets":[0,40]}}""", 40, SafetensorsRule.Shape)]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4, SafetensorsRule.Shape)]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}""", 4, SafetensorsRule.Shape)]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387905,4],"data_offsets":[0,4]}}""", 4, SafetensorsRule.Shape)]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, SafetensorsRule.Shape)]
    [InlineData("""{"a":{"dtype":"U8","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}}""", 0, SafetensorsRule.Shape)]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 2, SafetensorsRule.Shape)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[-1,0]}}""", 1, SafetensorsRule.Offsets)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1, SafetensorsRule.Offsets)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 1, SafetensorsRule.Offsets)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,9223372036854775807]}}""", 1, SafetensorsRule.Offsets)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", 1, SafetensorsRule.Offsets)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,1]}}""", 1, SafetensorsRule.Offsets)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, SafetensorsRule.Size)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, SafetensorsRule.Contiguous)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[3,5]}}""", 5, SafetensorsRule.Contiguous)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, SafetensorsRule.Contiguous)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 3, SafetensorsRule.Contiguous)]
    [InlineData("{}", 1, SafetensorsRule.Contiguous)]
    public void Header_that_breaks_a_rule_names_it(string json, int dataBytes, SafetensorsRule rule)
    {
        var refusal = HeaderBytes.Refusal(HeaderBytes.File(json, dataBytes));

        Assert.Equal(rule, refusal.Rule);
        Assert.StartsWith("safetensors file 'test'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(100_000_001L)]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    public void Header_length_out_of_range_is_refused_without_reading_on(long length)
    {
        var file = HeaderBytes.File(HeaderBytes.Legal);
        BitConverter.TryWriteBytes(file, length);

        Assert.Equal(SafetensorsRule.HeaderLength, HeaderBytes.Refusal(file).Rule);
    }

    [Fact]
    public void Header_longer_than_its_file_is_refused()
    {
        var file = HeaderBytes.File(HeaderBytes.Legal);

        Assert.Equal(SafetensorsRule.HeaderLength, HeaderBytes.Refusal(file[..100]).Rule);
        Assert.Equal(SafetensorsRule.FileLength, HeaderBytes.Refusal(file[..7]).Rule);
    }

    [Fact]
    public void Header_with_bytes_that_are_no_UTF8_is_refused()
    {
        var json = Encoding.UTF8.GetBytes(HeaderBytes.Legal);
        json[^20] = 0xff;

        Assert.Equal(SafetensorsRule.HeaderJson, HeaderBytes.Refusal(HeaderBytes.File(json)).Rule);
    }

    [Fact]
    public void Refusal_names_file_tensor_and_what_is_legal()
    {
        var refusal = HeaderBytes.Refusal(HeaderBytes.File("""{"visual.weight":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}""", 4));

        Assert.Equal(("test", "visual.weight", SafetensorsRule.Dtype), (refusal.File, refusal.Tensor, refusal.Rule));
        Assert.Contains("F33", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("BF16", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_of_a_hostile_name_stays_readable()
    {
        var name = new string('n', 5_000_000);

        var refusal = HeaderBytes.Refusal(HeaderBytes.File($"{{\"{name}\":3}}", 0));

        Assert.InRange(refusal.Message.Length, 1, 500);
    }
}
