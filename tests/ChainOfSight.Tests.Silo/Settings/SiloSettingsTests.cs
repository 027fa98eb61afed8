using ChainOfSight.Silo.Settings;
using ChainOfSight.Tests.Storage;

namespace ChainOfSight.Tests.Silo.Settings;

/// <summary>Settings come from arguments, environment and file in this order, and all that is wrong is told at once.</summary>
public sealed class SiloSettingsTests : IDisposable
{
    private const string Secret = "sixteen-characters";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Argument_wins_over_environment_and_environment_over_file()
    {
        var file = Write("""{ "name": "file", "cluster": "file", "port": 1, /* one per replica */ "devices": ["cpu:0", "cpu:1"], "stopBudget": 5 }""");

        var settings = Read(file, new() { ["Name"] = "argument", ["Secret"] = Secret }, new() { ["COS_NAME"] = "variable", ["COS_CLUSTER"] = "variable" });

        Assert.Equal(("argument", "variable", 1), (settings.Name, settings.Cluster, settings.Port));
        Assert.Equal(["cpu:0", "cpu:1"], settings.Devices);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.StopBudget);
    }

    [Fact]
    public void Nothing_given_is_one_processor_in_this_folder()
    {
        var settings = Read(null, new() { ["Secret"] = Secret }, []);

        Assert.Equal((".", "default", 0), (settings.Store, settings.Cluster, settings.Port));
        Assert.Equal(["cpu:0"], settings.Devices);
        Assert.Matches("^[a-z0-9-]+$", settings.Name);
    }

    [Fact]
    public void All_faults_are_told_at_once_with_value_and_origin()
    {
        var file = Write("""{ "colour": "red", "port": 70000, "devices": "cpu:0,tpu:1" }""");

        var error = Assert.Throws<SiloSettingsException>(() => Read(
            file, new() { ["Name"] = "a/b", ["LogLevel"] = "loud" }, new() { ["COS_SECRET"] = "short", ["COS_STORE"] = "s3://x", ["COS_STOPBUDGET"] = "0" }));

        Assert.Equal(8, error.Faults.Count);
        string[] told =
        [
            "'colour'", $"Port is '70000' in {file}", "'tpu:1' is no device", "Name is 'a/b' in the arguments", "LogLevel is 'loud'", "Secret in COS_SECRET has 5 characters",
            "Store is 's3://x' in COS_STORE", "StopBudget is '0' in COS_STOPBUDGET",
        ];
        Assert.All(told, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("short", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cpu:0,cpu:0", "twice")]
    [InlineData("", "no device")]
    [InlineData("gpu", "no device")]
    public void Bad_devices_are_refused(string devices, string expected)
    {
        var error = Assert.Throws<SiloSettingsException>(() => Read(null, new() { ["Secret"] = Secret, ["Devices"] = devices }, []));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_not_there_or_no_JSON_is_named()
    {
        Assert.Contains("none.json", Assert.Throws<SiloSettingsException>(() => Read(Path.Combine(folder.Path, "none.json"), [], [])).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<SiloSettingsException>(() => Read(Write("{ name"), [], [])).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<SiloSettingsException>(() => Read(Write("[1]"), [], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_file_is_read_and_a_short_one_refused()
    {
        Assert.Equal(Secret, Read(null, new() { ["SecretFile"] = Write(Secret + "\n") }, []).Secret);
        Assert.Contains("SecretFile", Assert.Throws<SiloSettingsException>(() => Read(null, new() { ["SecretFile"] = Write("few") }, [])).Message, StringComparison.Ordinal);
    }

    private static SiloSettings Read(string? file, Dictionary<string, string?> arguments, Dictionary<string, string?> environment) =>
        new SiloSettingsReader(SettingSources.Collect(arguments, name => environment.GetValueOrDefault(name), file)).Read();

    private string Write(string text)
    {
        var path = Path.Combine(folder.Path, Path.GetRandomFileName());
        File.WriteAllText(path, text);
        return path;
    }
}
