using System.Text.Json.Nodes;

namespace ChainOfSight.Training.Recipes;

/// <summary>Where two resolved recipes differ.</summary>
public static class RecipeChanges
{
    /// <summary>One entry per difference: JSON path, old and new value.</summary>
    /// <param name="before">A resolved recipe.</param>
    /// <param name="after">Another one.</param>
    public static IReadOnlyList<string> Between(string before, string after)
    {
        var changes = new List<string>();
        Compare(JsonNode.Parse(before), JsonNode.Parse(after), "$", changes);
        return changes;
    }

    private static void Compare(JsonNode? before, JsonNode? after, string path, List<string> changes)
    {
        if (before is JsonObject a && after is JsonObject b)
        {
            foreach (var key in a.Select(pair => pair.Key).Union(b.Select(pair => pair.Key)))
            {
                Compare(a[key], b[key], $"{path}.{key}", changes);
            }
        }
        else if (before is JsonArray x && after is JsonArray y && x.Count == y.Count)
        {
            for (var i = 0; i < x.Count; i++)
            {
                Compare(x[i], y[i], $"{path}[{i}]", changes);
            }
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            changes.Add($"{path} ({Show(before)} → {Show(after)})");
        }
    }

    private static string Show(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "absent";
        return text.Length <= 40 ? text : text[..37] + "...";
    }
}
