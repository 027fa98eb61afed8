namespace ChainOfSight.Models.Resampling;

/// <summary>
/// The layouts of arXiv 2407.15819 and its baselines, by name. Middle scales grow from the global scale, fine ones from the local
/// scale; the first scale keeps its 16 queries while its window grows with the grid.
/// </summary>
public static class ResamplerLayouts
{
    private static readonly Dictionary<string, ResamplerLayout> ByName = new[]
    {
        Root("cos-32", (16, 16), (4, 1)),
        Root("cos-48", (16, 16), (4, 2)),
        Root("cos-80", (16, 16), (4, 4)),
        Grown("cos-80-grid32", 32, 80, "cos-80", (32, 16, 0), (8, 4, 1)),
        Grown("cos-144-grid16", 16, 144, "cos-80", (16, 16, 0), (8, 16, 0), (4, 4, 1)),
        Grown("cos-272-grid16", 16, 272, "cos-80", (16, 16, 0), (2, 4, 1)),
        Grown("cos-336-grid16", 16, 336, "cos-80", (16, 16, 0), (8, 16, 0), (2, 4, 1)),
        Grown("cos-144-grid32", 32, 144, "cos-80", (32, 16, 0), (16, 16, 0), (8, 4, 1)),
        Grown("cos-272-grid32", 32, 272, "cos-80", (32, 16, 0), (4, 4, 1)),
        Grown("cos-336", 32, 336, "cos-80", (32, 16, 0), (16, 16, 0), (4, 4, 1)),
        Grown("cos-336-from-32", 32, 336, "cos-32", (32, 16, 0), (16, 16, 0), (2, 1, 1)),
        Grown("cos-528-from-80", 32, 528, "cos-80", (32, 16, 0), (8, 16, 0), (4, 4, 1)),
        Grown("cos-528-from-32", 32, 528, "cos-32", (32, 16, 0), (8, 16, 0), (2, 1, 1)),
        Grown("cos-784-from-48", 32, 784, "cos-48", (32, 16, 0), (8, 16, 0), (2, 2, 1)),
        Grown("cos-1104", 32, 1104, "cos-80", (32, 16, 0), (16, 16, 0), (2, 4, 1)),
        Grown("cos-1296", 32, 1296, "cos-80", (32, 16, 0), (8, 16, 0), (2, 4, 1)),
        Plain("resampler-80", 80),
        Plain("resampler-336", 336),
        new ResamplerLayout { Name = "linear-256", Grid = 16, Projector = ProjectorKind.Linear, DeclaredTokens = 256 },
    }.ToDictionary(layout => layout.Name, StringComparer.Ordinal);

    /// <summary>Names of all layouts, in the order of the paper's tables.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>All layouts, in the order of <see cref="Names"/>.</summary>
    public static IReadOnlyCollection<ResamplerLayout> All => ByName.Values;

    /// <summary>The layout of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="LayoutException">The name is unknown; the message lists the known ones.</exception>
    public static ResamplerLayout Get(string name) =>
        ByName.TryGetValue(name, out var layout)
            ? layout
            : throw new LayoutException([new(name, null, "name", $"'{name}'", $"no such layout; known are {string.Join(", ", Names)}")]);

    /// <summary>Looks a layout up without throwing.</summary>
    /// <param name="name">A name.</param>
    /// <returns>The layout, or null where the name is unknown.</returns>
    public static ResamplerLayout? Find(string name) => ByName.GetValueOrDefault(name);

    private static ResamplerLayout Root(string name, params (int Window, int Queries)[] scales) => new()
    {
        Name = name,
        Grid = 16,
        Scales = [.. scales.Select(s => new ResamplerScale(s.Window, s.Queries))],
        DeclaredTokens = int.Parse(name.AsSpan("cos-".Length)),
    };

    private static ResamplerLayout Grown(string name, int grid, int tokens, string from, params (int Window, int Queries, int Parent)[] scales) => new()
    {
        Name = name,
        Grid = grid,
        Scales = [.. scales.Select(s => new ResamplerScale(s.Window, s.Queries, s.Parent))],
        DeclaredTokens = tokens,
        GrowsFrom = from,
    };

    private static ResamplerLayout Plain(string name, int queries) => new()
    {
        Name = name,
        Grid = 16,
        Scales = [new ResamplerScale(16, queries)],
        Projector = ProjectorKind.Plain,
        DeclaredTokens = queries,
    };
}
