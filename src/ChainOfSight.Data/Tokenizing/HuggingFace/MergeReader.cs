using System.Text.Json.Nodes;

namespace ChainOfSight.Data.Tokenizing.HuggingFace;

/// <summary>Reads <c>model.merges</c> in both of its spellings: <c>"a b"</c> and <c>["a", "b"]</c>.</summary>
internal static class MergeReader
{
    internal static (int Left, int Right)[] Read(TokenizerDocument file, JsonArray merges)
    {
        var pairs = new (int, int)[merges.Count];
        for (var i = 0; i < pairs.Length; i++)
        {
            var (left, right) = Parts(merges[i]) ?? throw file.Refuse($"merge {i} is {merges[i]?.ToJsonString()}, not two pieces");
            if (!file.Ids.TryGetValue(left, out var leftId) || !file.Ids.TryGetValue(right, out var rightId))
            {
                throw file.Refuse($"merge {i} (\"{left} {right}\") names a piece that model.vocab lacks");
            }

            pairs[i] = (leftId, rightId);
        }

        return pairs;
    }

    private static (string Left, string Right)? Parts(JsonNode? merge)
    {
        if (merge is JsonArray { Count: 2 } pair && TokenizerDocument.Text(pair[0]) is { } left && TokenizerDocument.Text(pair[1]) is { } right)
        {
            return (left, right);
        }

        return TokenizerDocument.Text(merge)?.Split(' ') is { Length: 2 } parts ? (parts[0], parts[1]) : null;
    }
}
