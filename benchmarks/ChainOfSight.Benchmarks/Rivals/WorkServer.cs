using System.Diagnostics;
using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Works;

namespace ChainOfSight.Benchmarks.Rivals;

/// <summary>Our side of a comparison as a process: one line of JSON answers another, in the peers' protocol (<c>benchmarks/peers/peer.py</c>).</summary>
internal static class WorkServer
{
    public static int Serve(TextReader requests, TextWriter answers)
    {
        IWork? work = null;
        try
        {
            while (requests.ReadLine() is { } line && JsonNode.Parse(line) is JsonObject request)
            {
                JsonObject answer;
                if (request["work"] is { } name)
                {
                    work = WorkFactory.Create((string)name!, request);
                    answer = work.Facts();
                }
                else if (request["run"] is { } runs && work is not null)
                {
                    answer = new JsonObject { ["seconds"] = new JsonArray([.. Time(work, (int)runs).Select(second => (JsonNode)second)]) };
                }
                else if (request["parts"] is { } count && work is not null)
                {
                    answer = new JsonObject { ["parts"] = new JsonObject(work.Parts((int)count).Select(part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value))) };
                }
                else if (request["peak"] is not null)
                {
                    answer = new JsonObject { ["peak"] = ProcessMemory.PeakBytes() };
                }
                else
                {
                    return 0;
                }

                answers.WriteLine(answer.ToJsonString());
                answers.Flush();
            }

            return 0;
        }
        finally
        {
            work?.Dispose();
        }
    }

    private static double[] Time(IWork work, int runs)
    {
        var seconds = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work.Run();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return seconds;
    }
}
