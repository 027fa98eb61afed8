using System.Collections.Immutable;

namespace ChainOfSight.Tests.Actors.Serialization;

[GenerateSerializer]
public enum Colour
{
    Red,
    Green,
}

[GenerateSerializer]
public sealed record Point(int X, int Y);

[GenerateSerializer]
[Alias("tests.shape")]
public abstract record Shape(string Name);

[GenerateSerializer]
public sealed record Circle(string Name, Point Centre, double Radius = 2.5) : Shape(Name)
{
    [Id(0)]
    public List<Point> Marks { get; init; } = [];
}

[GenerateSerializer]
public sealed record Square(string Name, ImmutableArray<int> Sides) : Shape(Name);

[GenerateSerializer]
public sealed class Bag
{
    [Id(0)]
    public Dictionary<string, Shape?> Shapes { get; set; } = [];

    [Id(1)]
    public Colour? Colour { get; set; }

    [Id(2)]
    public (int Number, string Text) Pair { get; set; }

    [Id(3)]
    public float[] Numbers { get; set; } = [];

    [Id(4)]
    public Guid Guid { get; set; }

    [Id(5)]
    public DateTimeOffset Time { get; set; }

    [Id(6)]
    public IReadOnlyList<string?> Texts { get; set; } = [];

    [Id(7)]
    public HashSet<long> Set { get; } = [];

    [Id(8)]
    public TimeSpan Span { get; init; }

    [Id(9)]
    private int _hidden;

    public int Hidden
    {
        get => _hidden;
        set => _hidden = value;
    }
}

[GenerateSerializer]
public readonly record struct Pixel(byte Red, byte Green, byte Blue);

[GenerateSerializer]
public sealed class QuarantineException(string message, int shard) : Exception(message)
{
    [Id(0)]
    public int Shard { get; private set; } = shard;
}

[GenerateSerializer]
[Alias("tests.v")]
public sealed record VersionOne(int A, string B);

[GenerateSerializer]
public sealed record VersionTwo(int A, string B, List<int> C, double D = 7.5)
{
    [Id(0)]
    public string E { get; init; } = "initial";
}
