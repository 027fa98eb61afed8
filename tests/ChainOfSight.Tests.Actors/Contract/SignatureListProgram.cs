namespace ChainOfSight.Tests.Actors.Contract;

/// <summary>
/// Writes the lists of signatures from real assemblies of Orleans: <c>OrleansSignatures.txt</c>, what the embedded runtime has of types outside of the abstractions
/// package, and <c>OrleansUses.txt</c>, what the product built on Orleans refers to.
/// </summary>
internal static class SignatureListProgram
{
    private const string Usage = "Usage: signatures OUTPUT-FOLDER ORLEANS-ASSEMBLIES-FOLDER [PRODUCT-ASSEMBLY-BUILT-ON-ORLEANS …]";
    private const string Abstractions = "Orleans.Core.Abstractions.dll";

    /// <summary>Runs it.</summary>
    /// <returns>0, or 1 where something that we have or use is not in the assemblies.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Count < 2)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var files = Directory.GetFiles(arguments[1], "Orleans*.dll");
        var theirs = files.Where(file => Path.GetFileName(file) != Abstractions).SelectMany(file => PublicSurface.Read(file).Values).ToLookup(type => type.Name);
        var abstractions = PublicSurface.Read(files.Single(file => Path.GetFileName(file) == Abstractions));
        var ours = PublicSurface.Read(typeof(Grain).Assembly.Location).Values.Where(type => type.Namespace == typeof(Grain).Namespace && !abstractions.ContainsKey(type.Name));
        var (listed, missing) = Compare(ours, theirs);
        Write(arguments[0], "OrleansSignatures.txt", "Members of Orleans' types outside of Microsoft.Orleans.Core.Abstractions that the embedded runtime has too.", listed);
        var real = files.SelectMany(file => PublicSurface.Read(file, isBare: true).Values).SelectMany(type => type.Members).ToHashSet(StringComparer.Ordinal);
        var uses = arguments.Skip(2).SelectMany(file => MemberUses.Read(file, "Orleans")).Distinct().Order(StringComparer.Ordinal).ToList();
        if (uses.Count > 0)
        {
            Write(arguments[0], "OrleansUses.txt", "Members of Orleans that the product built on it refers to, without names of parameters.", uses.Where(real.Contains));
        }

        missing.AddRange(uses.Where(use => !real.Contains(use)));
        missing.ForEach(line => Console.Error.WriteLine($"not in the given assemblies: {line}"));
        return missing.Count == 0 ? 0 : 1;
    }

    private static (List<string> Listed, List<string> Missing) Compare(IEnumerable<SurfaceType> ours, ILookup<string, SurfaceType> theirs)
    {
        var (listed, missing) = (new List<string>(), new List<string>());
        foreach (var type in ours.OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            var known = theirs[type.Name].SelectMany(other => other.Members.Append($"{other.Kind} {other.Name}")).ToHashSet(StringComparer.Ordinal);
            foreach (var line in type.Members.Prepend($"{type.Kind} {type.Name}"))
            {
                (known.Contains(line) ? listed : missing).Add(line);
            }
        }

        return (listed, missing);
    }

    private static void Write(string folder, string name, string what, IEnumerable<string> lines) => File.WriteAllLines(
        Path.Combine(folder, name),
        [
            $"# {what}",
            "# Written by: dotnet run --project tests/ChainOfSight.Tests.Actors -- signatures OUTPUT-FOLDER ORLEANS-ASSEMBLIES-FOLDER [PRODUCT-ASSEMBLY …]",
            "# Namespaces are left out. A line that is not in Orleans' assemblies is never written.",
            .. lines,
        ]);
}
