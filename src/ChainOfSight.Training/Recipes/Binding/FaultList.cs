using System.Text.Json;

namespace ChainOfSight.Training.Recipes.Binding;

/// <summary>Collects faults, so that all are reported at once.</summary>
internal sealed class FaultList
{
    private readonly List<RecipeFault> faults = [];

    public IReadOnlyList<RecipeFault> Faults => faults;

    public void Add(string path, string problem, string legal, string remedy) => faults.Add(new RecipeFault(path, problem, legal, remedy));

    /// <summary>Whether a fault stands at one of the paths or above it; conclusions from such a value would only confuse.</summary>
    public bool Touches(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            foreach (var fault in faults)
            {
                if (path == fault.Path || path.StartsWith(fault.Path + ".", StringComparison.Ordinal) || path.StartsWith(fault.Path + "[", StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a fault stands at the path or below it.</summary>
    public bool Holds(string path) =>
        faults.Any(fault => fault.Path == path || fault.Path.StartsWith(path + ".", StringComparison.Ordinal) || fault.Path.StartsWith(path + "[", StringComparison.Ordinal));

    /// <summary>A value as it stands in the document, cut to a readable length.</summary>
    public static string Show(JsonElement value)
    {
        var text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
