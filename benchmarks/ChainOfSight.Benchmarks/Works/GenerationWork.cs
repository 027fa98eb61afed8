using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Models.Language;

namespace ChainOfSight.Benchmarks.Works;

/// <summary>Greedy generation with the key-value cache, adapters left out as a merged model has none.</summary>
internal sealed class GenerationWork : IWork
{
    private readonly LlamaForCausalLm decoder;
    private readonly int[] ids;
    private readonly TokenLayout layout;
    private readonly GenerationOptions options;

    public GenerationWork(ModelRequest request)
    {
        set_num_threads(request.Threads);
        using (var wide = request.Decoder(ScalarType.Float32))
        {
            request.WriteWeights(wide);
        }

        decoder = request.Decoder(request.Dtype, adapters: false);
        int[] lengths = [.. Enumerable.Repeat((int)request.Json["prompt"]!, (int)request.Json["batch"]!)];
        ids = ModelRequest.TokenIds(lengths, 0, request.Vocabulary);
        layout = TokenLayout.OfText(lengths);
        options = new GenerationOptions { MaxNewTokens = (int)request.Json["tokens"]!, EosIds = [] };
    }

    public JsonObject Facts() => new()
    {
        ["tokens"] = new JsonArray([.. Generate().Select(text => new JsonArray([.. text.Select(id => (JsonNode)id)]))]),
        ["threads"] = get_num_threads(),
    };

    public void Run() => Generate();

    public void Dispose() => decoder.Dispose();

    private IReadOnlyList<int[]> Generate()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return new TextGenerator(decoder).Continue(decoder.Embed(ids), layout, options);
    }
}
