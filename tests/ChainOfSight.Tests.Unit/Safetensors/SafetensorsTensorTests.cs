using ChainOfSight.Torch;
using ChainOfSight.Tensors.Safetensors;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Safetensors;

/// <summary>Tensors come from files without copying, and go to files in equal bytes.</summary>
public sealed class SafetensorsTensorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Path => System.IO.Path.Combine(_folder.FullName, "a.safetensors");

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Tensor_of_every_type_is_written_and_mapped_back(ScalarType type)
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["matrix"] = (arange(12) > 5).to(type).view(3, 4), ["scalar"] = ones([], dtype: type), ["empty"] = zeros([0, 3], dtype: type),
        };
        SafetensorsWriter.Save(Path, tensors, new Dictionary<string, string> { ["note"] = "x" });

        using var file = SafetensorsFile.Open(Path);

        Assert.Equal("x", file.Metadata["note"]);
        foreach (var (name, tensor) in tensors)
        {
            var read = file.GetTensor(name);
            Assert.Equal(tensor.shape, read.shape);
            Assert.Equal(type, read.dtype);
            Assert.True(read.Equals(tensor));
        }
    }

    [Fact]
    public void Mapped_tensor_outlives_its_file_and_never_changes_it()
    {
        SafetensorsWriter.Save(Path, new Dictionary<string, Tensor> { ["a"] = ones([1000]) });
        var before = File.ReadAllBytes(Path);
        var file = SafetensorsFile.Open(Path);
        var tensor = file.GetTensor("a");
        var second = file.GetTensor("a");
        file.Dispose();

        tensor.fill_(3);

        Assert.Equal(3000, tensor.sum().item<float>());
        Assert.Equal(before, File.ReadAllBytes(Path));
        tensor.Dispose();
        Assert.Equal(1000, second.numel());
        Assert.Throws<ObjectDisposedException>(() => file.GetTensor("a"));
    }

    [Fact]
    public void Mapping_a_large_tensor_does_not_read_it()
    {
        using (var stream = File.Create(Path))
        {
            var header = System.Text.Encoding.UTF8.GetBytes("""{"a":{"dtype":"F32","shape":[262144,1024],"data_offsets":[0,1073741824]}}""".PadRight(80));
            stream.Write(BitConverter.GetBytes((long)header.Length));
            stream.Write(header);
            stream.SetLength(stream.Length + (1L << 30));
        }

        using var file = SafetensorsFile.Open(Path);
        var before = ResidentBytes();
        var tensor = file.GetTensor("a");

        Assert.Equal(0, tensor[262143][1023].item<float>());
        Assert.InRange(ResidentBytes() - before, long.MinValue, 1L << 29);
    }

    [Fact]
    public void Tensor_that_the_file_does_not_align_is_copied()
    {
        File.WriteAllBytes(Path, HeaderBytes.File("""{"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}""", 5));
        using var file = SafetensorsFile.Open(Path);

        Assert.Equal(0f, file.GetTensor("a").item<float>());
    }

    [Fact]
    public void Type_without_counterpart_is_listed_but_refused_as_a_tensor()
    {
        File.WriteAllBytes(Path, HeaderBytes.File("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4));
        using var file = SafetensorsFile.Open(Path);

        var refusal = Assert.Throws<SafetensorsException>(() => file.GetTensor("a"));

        Assert.Equal((SafetensorsRule.SupportedDtype, "a"), (refusal.Rule, refusal.Tensor));
        Assert.Equal(4, file.GetBytes("a").Length);
    }

    [Fact]
    public void Transposed_tensor_that_requires_a_gradient_is_written_by_its_values()
    {
        var tensor = arange(6).to(ScalarType.Float32).view(2, 3).t().requires_grad_();

        SafetensorsWriter.Save(Path, new Dictionary<string, Tensor> { ["a"] = tensor });

        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], SafetensorsFile.Load(Path)["a"].data<float>().ToArray());
    }

    [Fact]
    public void Large_tensor_is_streamed_in_pieces()
    {
        var tensor = arange(5_000_000).to(ScalarType.Float32);
        using var stream = new MemoryStream();

        SafetensorsWriter.Write(stream, [SafetensorsSource.FromTensor("a", tensor)]);

        Assert.Equal(2, SafetensorsSource.FromTensor("a", tensor).Chunks().Count());
        Assert.Equal(tensor.bytes.ToArray(), stream.ToArray()[^20_000_000..]);
    }

    [Fact]
    public void Reading_and_writing_leaves_no_tensor_behind()
    {
        SafetensorsWriter.Save(Path, new Dictionary<string, Tensor> { ["a"] = ones([10]) });
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var round = 0; round < 20; round++)
        {
            using var scope = NewDisposeScope();
            using var file = SafetensorsFile.Open(Path);
            SafetensorsWriter.Save(Path, new Dictionary<string, Tensor> { ["a"] = file.GetTensor("a") });
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static long ResidentBytes()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
