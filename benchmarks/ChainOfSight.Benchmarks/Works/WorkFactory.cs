using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Works;

/// <summary>Makes our side's works by name.</summary>
internal static class WorkFactory
{
    public static IWork Create(string name, JsonObject request) => name switch
    {
        "step" => new StepWork(new ModelRequest(request)),
        "generation" => new GenerationWork(new ModelRequest(request)),
        "operator" => new OperatorWork(request),
        "resize" => new ResizeWork(request),
        "decode" => new DecodeWork(request),
        _ => throw new UserErrorException($"There is no work '{name}'."),
    };
}
