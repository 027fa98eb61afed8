using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChainOfSight.Training.Recipes;

/// <summary>Writes a recipe with every default filled in, and its hash.</summary>
public static class RecipeText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The resolved recipe: every key with its value, absent ones with their default. Reading it gives an equal recipe.</summary>
    public static string Resolve(Recipe recipe) => JsonSerializer.Serialize(recipe, Options) + "\n";

    /// <summary>
    /// SHA-256 of all that results depend on, in lower-case hex: a run may go on with a recipe of the same hash. Left out are when checkpoints are
    /// written, the budget of bad samples, the limit of a hand-over's loss, and the report.
    /// </summary>
    public static string Hash(Recipe recipe)
    {
        var decisive = recipe with
        {
            Checkpoints = new(),
            Quarantine = new(),
            HandOver = recipe.HandOver with { MaxLossRise = 0 },
            Report = true,
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Resolve(decisive))));
    }
}
