using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Rivals;

namespace ChainOfSight.Benchmarks.Works;

/// <summary>One small operator, called many times from C#.</summary>
internal sealed class OperatorWork : IWork
{
    private readonly int calls;
    private readonly string kind;
    private readonly Tensor a = ones([4, 4]);
    private readonly Tensor b = ones([4, 4]);

    public OperatorWork(JsonObject request)
    {
        set_num_threads((int)request["threads"]!);
        (calls, kind) = ((int)request["calls"]!, (string)request["operator"]!);
    }

    public JsonObject Facts() => new() { ["threads"] = get_num_threads() };

    public void Run()
    {
        for (var i = 0; i < calls; i++)
        {
            using var result = kind switch
            {
                "add" => a + b,
                "matmul" => a.matmul(b),
                _ => a.view(16),
            };
        }
    }

    public void Dispose()
    {
        a.Dispose();
        b.Dispose();
    }
}
