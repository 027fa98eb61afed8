using ChainOfSight.Tests.Actors.Contract;

namespace ChainOfSight.Tests.Unit.Torch.Contract;

/// <summary>Members of TorchSharp that our binding offers under the same type and name, and of our binding, as lines.</summary>
internal static class TorchSharpSignatures
{
    /// <summary>Lines of the real assembly: all overloads of members whose name our binding has, of types that both have.</summary>
    public static IReadOnlyList<string> OfAssembly(string theirs, string ours)
    {
        var (real, binding) = (PublicSurface.Read(theirs), PublicSurface.Read(ours));
        var names = binding.Where(type => real.ContainsKey(type.Key)).SelectMany(type => type.Value.Members).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return [.. binding.Keys.Where(real.ContainsKey).SelectMany(name => real[name].Members.Where(member => names.Contains(NameOf(member))).Prepend($"{real[name].Kind} {name}"))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Lines of our binding, of the types that a list names.</summary>
    public static IReadOnlyList<string> OfBinding(string ours, IEnumerable<string> list)
    {
        var types = list.Select(line => line.Split(' ')).Where(parts => parts is ["class" or "struct" or "interface" or "enum", _]).Select(parts => parts[1]).ToHashSet(StringComparer.Ordinal);
        return [.. PublicSurface.Read(ours).Values.Where(type => types.Contains(type.Name)).SelectMany(type => type.Members.Prepend($"{type.Kind} {type.Name}")).Order(StringComparer.Ordinal)];
    }

    /// <summary>Lines of a checked-in file without its remarks.</summary>
    public static IReadOnlyList<string> Read(string file) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Torch", "Contract", file)).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    private static string NameOf(string member)
    {
        var text = member.StartsWith("static ", StringComparison.Ordinal) ? member["static ".Length..] : member;
        return text[..text.IndexOfAny(['(', '<', ' '])];
    }
}
