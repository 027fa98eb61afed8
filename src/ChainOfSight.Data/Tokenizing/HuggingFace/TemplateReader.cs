using System.Text.Json.Nodes;

namespace ChainOfSight.Data.Tokenizing.HuggingFace;

/// <summary>Reads from the post-processor which token is put in front of a text.</summary>
internal static class TemplateReader
{
    internal static int? ReadBos(TokenizerDocument file, IReadOnlyList<JsonObject> processors)
    {
        int? bos = null;
        foreach (var step in processors)
        {
            switch (TokenizerDocument.TypeOf(step))
            {
                case "ByteLevel":
                    break;
                case "TemplateProcessing":
                    bos = FromTemplate(file, step["single"] as JsonArray ?? []);
                    break;
                default:
                    throw file.Refuse($"the post-processor \"{TokenizerDocument.TypeOf(step)}\" is unknown; TemplateProcessing and ByteLevel are legal");
            }
        }

        return bos;
    }

    private static int? FromTemplate(TokenizerDocument file, JsonArray template)
    {
        var tokens = template.Select(part => TokenizerDocument.Text(part?["SpecialToken"]?["id"])).ToList();
        if (tokens is not ([null] or [not null, null]))
        {
            throw file.Refuse("its template puts other tokens round a text than one in front");
        }

        var token = tokens[0];
        return token is null ? null
            : file.Specials.TryGetValue(token, out var id) ? id
            : throw file.Refuse($"its template names \"{token}\", which is not among the special tokens");
    }
}
