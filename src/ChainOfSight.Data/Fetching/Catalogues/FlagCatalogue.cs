using System.Text.Json.Nodes;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Fetching.Catalogues;

/// <summary>Flags with the names of their countries, and what the second package knows about those.</summary>
internal static class FlagCatalogue
{
    public static IEnumerable<CataloguePicture> Read(string folder)
    {
        var names = Json(CatalogueFiles.Find(folder, "countries.json"));
        var countries = Json(CatalogueFiles.Find(folder, "countries.min.json"));
        var continents = Json(CatalogueFiles.Find(folder, "continents.min.json"));
        var languages = Json(CatalogueFiles.Find(folder, "languages.min.json"));
        var currencies = Json(CatalogueFiles.Find(folder, "currencies.min.json"));
        foreach (var file in CatalogueFiles.All(CatalogueFiles.FindFolder(folder, "png250px"), ".png"))
        {
            var code = Path.GetFileNameWithoutExtension(file).ToUpperInvariant();
            if (names[code]?.GetValue<string>() is not { Length: > 0 } name)
            {
                continue;
            }

            var facts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["code"] = code };
            if (countries[code] is JsonObject country)
            {
                Add(facts, "capital", Text(country["capital"]));
                Add(facts, "continent", Text(continents[Text(country["continent"]) ?? ""]));
                Add(facts, "currency", Joined(country["currency"], key => Text(currencies[key]) ?? Text(currencies[key]?["name"]) ?? key));
                Add(facts, "languages", Joined(country["languages"], key => Text(languages[key]?["name"]) ?? key));
            }

            yield return new CataloguePicture(file, name, "flags/" + facts.GetValueOrDefault("continent", "other")) { Facts = facts };
        }
    }

    private static JsonObject Json(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(file)) as JsonObject ?? throw new UserErrorException($"'{file}' is no JSON object. Delete its folder and fetch again.");
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new UserErrorException($"'{file}' is no JSON: {e.Message} Delete its folder and fetch again.", e);
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static string? Joined(JsonNode? node, Func<string, string> name) =>
        node is JsonArray { Count: > 0 } list ? string.Join(", ", list.Select(Text).OfType<string>().Select(name)) : null;

    private static void Add(SortedDictionary<string, string> facts, string key, string? value)
    {
        if (value is not null)
        {
            facts[key] = value;
        }
    }
}
