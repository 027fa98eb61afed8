using System.Globalization;
using ChainOfSight.Storage;

namespace ChainOfSight.Proofs.Commands;

/// <summary>The values of a command's options.</summary>
internal sealed class ProofArguments
{
    private readonly Dictionary<string, int> values;

    private ProofArguments(Dictionary<string, int> values) => this.values = values;

    /// <summary>All of them, for the report.</summary>
    public IReadOnlyDictionary<string, int> Values => values;

    /// <summary>Whether the result is wanted as JSON.</summary>
    public bool Json { get; private init; }

    /// <summary>The value of an option.</summary>
    public int this[string option] => values[option];

    /// <summary>Reads them.</summary>
    /// <exception cref="UserErrorException">One is not known, lacks its value, or has one that is not legal.</exception>
    public static ProofArguments Parse(IProof proof, IReadOnlyList<string> arguments)
    {
        var values = proof.Options.ToDictionary(option => option.Name, option => option.Default);
        var json = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--json")
            {
                json = true;
                continue;
            }

            var option = proof.Options.FirstOrDefault(option => arguments[i] == $"--{option.Name}")
                ?? throw new UserErrorException($"'{arguments[i]}' is no option of {proof.Name}. Legal are {string.Join(", ", proof.Options.Select(known => $"--{known.Name} N").Append("--json"))}.");
            var text = ++i < arguments.Count ? arguments[i] : throw new UserErrorException($"--{option.Name} lacks its value, a whole number from {option.Least}.");
            values[option.Name] = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= option.Least
                ? value
                : throw new UserErrorException($"--{option.Name} is '{text}'; it must be a whole number from {option.Least}.");
        }

        return new ProofArguments(values) { Json = json };
    }
}
