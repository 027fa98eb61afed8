using System.Diagnostics;
using System.Text.Json.Nodes;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Rivals;

/// <summary>A side of a comparison in a process of its own, so that its memory and threads are its own.</summary>
internal sealed class Rival : IDisposable
{
    private readonly Process process;
    private readonly bool ours;

    private Rival(string name, ProcessStartInfo start, bool ours)
    {
        this.ours = ours;
        Name = name;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        process = Process.Start(start) ?? throw new UserErrorException($"'{start.FileName}' did not start.");
    }

    /// <summary>Its name in tables.</summary>
    public string Name { get; }

    /// <summary>Ours: this program again.</summary>
    public static Rival Ours()
    {
        var start = new ProcessStartInfo("dotnet");
        start.ArgumentList.Add(typeof(Rival).Assembly.Location);
        start.ArgumentList.Add("work");
        return new Rival("ours", start, ours: true);
    }

    /// <summary>A peer in Python; <c>COS_PEER_PYTHON</c> names another interpreter than the system's.</summary>
    public static Rival Peer(string name)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("COS_PEER_PYTHON") ?? "/usr/bin/python3");
        start.ArgumentList.Add("-B");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "peers", "peer.py"));
        return new Rival(name, start, ours: false);
    }

    /// <summary>Prepares the work.</summary>
    /// <returns>Its facts.</returns>
    public JsonObject Prepare(string work, JsonObject request)
    {
        var named = (JsonObject)request.DeepClone();
        named["work"] = work;
        return Ask(named);
    }

    /// <summary>Runs the work some times; seconds of each.</summary>
    public double[] Run(int runs) => [.. Ask(new JsonObject { ["run"] = runs })["seconds"]!.AsArray().Select(second => (double)second!)];

    /// <summary>Mean seconds of each part.</summary>
    public Dictionary<string, double> Parts(int runs) =>
        Ask(new JsonObject { ["parts"] = runs })["parts"]!.AsObject().ToDictionary(part => part.Key, part => (double)part.Value!);

    /// <summary>Largest resident set so far, in bytes.</summary>
    public long PeakBytes() => (long)Ask(new JsonObject { ["peak"] = 1 })["peak"]!;

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(5000))
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.Dispose();
    }

    private JsonObject Ask(JsonObject request)
    {
        process.StandardInput.WriteLine(request.ToJsonString());
        process.StandardInput.Flush();
        var line = process.StandardOutput.ReadLine()
            ?? throw new UserErrorException($"the side '{Name}' of a comparison ended; what it said stands above." + (ours ? "" : " Peers need the Debian packages python3-torch, python3-pil and python3-numpy."));
        return JsonNode.Parse(line)!.AsObject();
    }
}
