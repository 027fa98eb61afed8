using System.Runtime.InteropServices;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Tests.Unit.Safetensors;

/// <summary>Files are mapped, listed and read without copying; what cannot be opened says why.</summary>
public sealed class SafetensorsFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void File_of_an_independent_writer_is_listed_and_read()
    {
        using var file = SafetensorsFile.Open(Fixture("adamw.safetensors"));

        Assert.Equal("0.7", file.Metadata["clip_norm"]);
        Assert.Equal([20L, 8L, 6L], file.Find("inputs").Shape);
        Assert.Equal(9, file.Entries.Count);
        Assert.Equal(0.03, MemoryMarshal.Cast<byte, double>(file.GetBytes("learning_rate"))[4], 1e-12);
        Assert.Equal(file.GetBytes("inputs")[40..44].ToArray(), file.GetBytes("inputs", 40, 4).ToArray());
    }

    [Fact]
    public void Asking_for_an_unknown_tensor_names_those_there_are()
    {
        using var file = SafetensorsFile.Open(Fixture("adamw.safetensors"));

        var refusal = Assert.Throws<SafetensorsException>(() => file.Find("wieght"));

        Assert.Equal((SafetensorsRule.KnownName, "wieght"), (refusal.Rule, refusal.Tensor));
        Assert.Contains("grad_norm", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Part_outside_of_a_tensor_is_refused()
    {
        using var file = SafetensorsFile.Open(Fixture("adamw.safetensors"));

        Assert.Throws<ArgumentOutOfRangeException>(() => file.GetBytes("bias", 18, 4).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.GetBytes("bias", -1, 4).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.GetBytes("bias", 0, -1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.GetBytes("bias", long.MaxValue, int.MaxValue).Length);
    }

    [Fact]
    public void File_asked_after_its_end_says_so()
    {
        var file = SafetensorsFile.Open(Fixture("adamw.safetensors"));
        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.GetBytes("bias").Length);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("folder")]
    [InlineData("missing/below")]
    public void Path_that_is_no_file_is_refused(string name)
    {
        folder.CreateSubdirectory("folder");

        var refusal = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(Path.Combine(folder.FullName, name)));

        Assert.Equal(SafetensorsRule.Readable, refusal.Rule);
    }

    [Fact]
    public void Empty_file_is_refused()
    {
        var path = Path.Combine(folder.FullName, "empty");
        File.WriteAllBytes(path, []);

        Assert.Equal(SafetensorsRule.FileLength, Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Rule);
        Assert.Equal(SafetensorsRule.FileLength, Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open("/dev/zero")).Rule);
    }

    [Fact]
    public void Sparse_file_with_a_huge_header_length_is_refused_without_memory_for_it()
    {
        var path = Path.Combine(folder.FullName, "huge");
        using (var stream = File.Create(path))
        {
            stream.Write([0, 0, 0, 0, 1, 0, 0, 0]);
            stream.SetLength(1L << 40);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path));

        Assert.Equal(SafetensorsRule.HeaderLength, refusal.Rule);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "optim", name);
}
