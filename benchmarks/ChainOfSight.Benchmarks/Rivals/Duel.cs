using System.Text.Json.Nodes;

namespace ChainOfSight.Benchmarks.Rivals;

/// <summary>Runs all sides of a comparison in turn, so that what disturbs the machine disturbs all, and takes ratios round by round.</summary>
internal static class Duel
{
    /// <summary>Prepares every side, checks that they do the same, warms them up and runs the rounds.</summary>
    /// <param name="name">Name of the comparison.</param>
    /// <param name="request">Sizes for all sides.</param>
    /// <param name="ours">Our work.</param>
    /// <param name="peers">The peers' works, by the name of each in tables.</param>
    /// <param name="same">Throws where the facts of a peer differ from ours.</param>
    /// <param name="rounds">Rounds that count.</param>
    public static Outcome Run(string name, JsonObject request, string ours, IReadOnlyList<(string Name, string Work)> peers, Action<JsonObject, JsonObject> same, int rounds)
    {
        var sides = new List<Rival>();
        try
        {
            sides.Add(Rival.Ours());
            var facts = sides[0].Prepare(ours, request);
            foreach (var peer in peers)
            {
                sides.Add(Rival.Peer(peer.Name));
                same(facts, sides[^1].Prepare(peer.Work, request));
            }

            var runs = sides.ConvertAll(side => RunsOfARound(side.Run(3)[^1]));
            var times = InTurn(sides.Count, rounds, side => Spread.Of(sides[side].Run(runs[side])).Median);
            return new Outcome(name, facts, [.. sides.Select((side, i) => new SideOutcome(
                side.Name,
                Spread.Of(times[i]),
                Spread.Of(times[0].Zip(times[i], (our, their) => our / their)),
                side.PeakBytes()))]);
        }
        finally
        {
            sides.ForEach(side => side.Dispose());
        }
    }

    /// <summary>Measures every side in every round, each round beginning with another.</summary>
    /// <param name="sides">How many there are.</param>
    /// <param name="rounds">Rounds that count.</param>
    /// <param name="measure">Given the index of a side.</param>
    /// <returns>For each side what its rounds gave.</returns>
    public static IReadOnlyList<IReadOnlyList<T>> InTurn<T>(int sides, int rounds, Func<int, T> measure)
    {
        var results = Enumerable.Range(0, sides).Select(_ => new List<T>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < sides; i++)
            {
                var side = (i + round) % sides;
                results[side].Add(measure(side));
            }
        }

        return results;
    }

    // A round of a side takes about a third of a second, and three runs at least, of which the middle one counts.
    private static int RunsOfARound(double seconds) => Math.Clamp((int)(0.3 / Math.Max(1e-6, seconds)), 3, 1000);
}
