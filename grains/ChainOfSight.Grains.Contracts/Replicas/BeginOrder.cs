using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>Begins, or goes on with, the steps of a generation.</summary>
[GenerateSerializer]
[Alias("cos.begin")]
[Immutable]
public sealed record BeginOrder
{
    /// <summary>The run.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>The generation.</summary>
    [Id(1)]
    public long Generation { get; init; }

    /// <summary>The line of history.</summary>
    [Id(2)]
    public long Era { get; init; }

    /// <summary>The step to begin with, from 0.</summary>
    [Id(3)]
    public long Step { get; init; }

    /// <summary>The members, in the order of their shares.</summary>
    [Id(4)]
    public required IReadOnlyList<Member> Members { get; init; }

    /// <summary>Per member the nodes that it holds for that step, as polled; empty = nobody holds any.</summary>
    [Id(5)]
    public IReadOnlyList<MemberNodes> Holdings { get; init; } = [];
}
