using ChainOfSight.Torch;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>A missing or wrong native library is a message that says what, where and what to do.</summary>
public sealed class NativeLibraryTests
{
    // A named library is the only candidate; a folder stands for the file in it.
    [Fact]
    public void Named_library_is_the_only_candidate()
    {
        Assert.Equal(["/x/own.so"], NativeLibraryLocator.Candidates("/x/own.so", "/app"));
        Assert.Equal(["/x/libcos_torch.so"], NativeLibraryLocator.Candidates("/x", "/app"));
    }

    // Beside the program first, then artifacts/native of each folder above it.
    [Fact]
    public void Candidates_begin_beside_the_program()
    {
        Assert.Equal(
            ["/r/bin/libcos_torch.so", "/r/bin/artifacts/native/libcos_torch.so", "/r/artifacts/native/libcos_torch.so", "/artifacts/native/libcos_torch.so"],
            NativeLibraryLocator.Candidates(null, "/r/bin"));
    }

    // Nowhere: lists the places and the command.
    [Fact]
    public void Missing_library_lists_places_and_command()
    {
        var fault = Assert.Throws<TorchUnavailableException>(() => NativeLibraryOpener.Open(["/no/such/libcos_torch.so"], null));

        Assert.Contains("/no/such/libcos_torch.so", fault.Message, StringComparison.Ordinal);
        Assert.Contains("native/build.sh", fault.Message, StringComparison.Ordinal);
        Assert.Contains("libtorch-dev", fault.Message, StringComparison.Ordinal);
    }

    // The variable names nothing: it is in the message.
    [Fact]
    public void Wrong_variable_is_named()
    {
        var fault = Assert.Throws<TorchUnavailableException>(() => NativeLibraryOpener.Open(["/no/such.so"], "/no/such.so"));

        Assert.StartsWith("COS_NATIVE=/no/such.so", fault.Message, StringComparison.Ordinal);
    }

    // A file that is no library: the loader's reason, and what to do.
    [Fact]
    public void File_that_is_no_library_tells_the_loaders_reason()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, new string('x', 10_000));
        try
        {
            var fault = Assert.Throws<TorchUnavailableException>(() => NativeLibraryOpener.Open([path], null));
            Assert.Contains(path, fault.Message, StringComparison.Ordinal);
            Assert.Contains("invalid ELF header", fault.Message, StringComparison.Ordinal);
            Assert.Contains("rebuild", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Some other library: it is not ours.
    [Fact]
    public void Foreign_library_is_recognised()
    {
        var libc = File.ReadLines("/proc/self/maps").Select(l => l[(l.LastIndexOf(' ') + 1)..]).First(p => p.Contains("/libc.so", StringComparison.Ordinal));
        var fault = Assert.Throws<TorchUnavailableException>(() => NativeLibraryOpener.Open([libc], null));

        Assert.Contains("not the native library of this version", fault.Message, StringComparison.Ordinal);
    }

    // Built for one release, another loaded; a patch release is the same.
    [Fact]
    public void Other_release_of_libtorch_names_both()
    {
        var fault = Assert.Throws<TorchUnavailableException>(() => NativeLibraryOpener.CheckVersion("1.13.0", "2.4.1", "/a.so"));

        Assert.Contains("1.13.0", fault.Message, StringComparison.Ordinal);
        Assert.Contains("2.4.1", fault.Message, StringComparison.Ordinal);
        NativeLibraryOpener.CheckVersion("1.13.0", "1.13.1", "/a.so");
    }

    // The library of this build is complete and describes libtorch.
    [Fact]
    public void Library_of_this_build_describes_itself()
    {
        var build = TorchLibrary.Describe();

        Assert.Equal(torch.__version__, build.Version);
        Assert.Contains("libtorch", build.LibraryPath, StringComparison.Ordinal);
        Assert.Contains("PyTorch built with", build.Details, StringComparison.Ordinal);
        Assert.True(File.Exists(TorchLibrary.NativePath));
    }
}
