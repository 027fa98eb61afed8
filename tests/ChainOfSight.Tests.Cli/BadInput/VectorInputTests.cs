using System.Buffers.Binary;
using System.Text;
using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Tests.Cli.BadInput;

/// <summary>Vector files, sound or damaged, and a library that is not there.</summary>
public sealed class VectorInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Verify_sound_file_passes()
    {
        folder.Write("bicubic.safetensors", Vector(expected: 9));

        (await RunAsync([], "vectors", "verify", ".")).Tells(0, "bicubic.safetensors", "pixels", "within the limits");
    }

    [Fact]
    public async Task Verify_wrong_value_fails_with_its_error()
    {
        folder.Write("bicubic.safetensors", Vector(expected: 10));

        (await RunAsync([], "vectors", "verify", ".")).Tells(1, "pixels", "past the limit", "1 of 1 files failed");
    }

    [Fact]
    public async Task Verify_truncated_file_fails_with_its_name_and_checks_the_others()
    {
        folder.Write("bicubic.safetensors", Vector(expected: 9));
        folder.Write("resampler-80.safetensors", Vector(expected: 9)[..^5]);

        (await RunAsync([], "vectors", "verify", ".")).Tells(1, "resampler-80.safetensors", "pixels", "1 of 2 files failed");
    }

    [Fact]
    public async Task Verify_folder_without_vectors_says_what_is_wanted() =>
        (await RunAsync([], "vectors", "verify", ".")).Tells(2, "holds no vector file", "*.safetensors");

    [Fact]
    public async Task Missing_library_says_where_it_was_looked_for_and_what_to_do()
    {
        folder.Write("bicubic.safetensors", Vector(expected: 9));

        (await RunAsync(new() { ["COS_NATIVE"] = "/nowhere" }, "vectors", "verify", ".")).Tells(2, "/nowhere", "names no file", "libtorch");
    }

    [Fact]
    public async Task Wrong_library_is_told_before_training_begins()
    {
        TinyFiles.Write(folder);
        var file = folder.Write("other.so", "no library at all");

        (await RunAsync(new() { ["COS_NATIVE"] = file }, "train", "tiny.json")).Tells(2, file, "cannot be loaded", "LIBTORCH");
    }

    // One grey pixel, resized to one pixel.
    private static byte[] Vector(byte expected)
    {
        const string header = """{"0.input":{"dtype":"U8","shape":[1,1,3],"data_offsets":[0,3]},"0.output":{"dtype":"U8","shape":[1,1,3],"data_offsets":[3,6]}}""";
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(header), 9, 9, 9, expected, expected, expected];
    }

    private Task<CosResult> RunAsync(Dictionary<string, string?> environment, params string[] arguments)
    {
        foreach (var (name, value) in TinyTraining.Environment(folder.Path))
        {
            environment[name] = value;
        }

        return CosProcess.RunAsync(folder.Path, environment, arguments);
    }
}
