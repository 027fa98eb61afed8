using System.Text;

namespace ChainOfSight.Actors.Invocation;

/// <summary>The requests that wait for each other, newest first: this one was sent to <paramref name="Grain"/> by those before it.</summary>
/// <param name="Before">The request that sent this one; null if it came from outside of grains.</param>
/// <param name="Grain">The grain that runs it.</param>
/// <param name="Request">Its message id, unique with the grain.</param>
/// <param name="Method">Interface and method, for messages.</param>
/// <param name="AllowsReentry">Whether its grain lets what it called call back.</param>
internal sealed record CallChain(CallChain? Before, GrainId Grain, long Request, string Method, bool AllowsReentry)
{
    /// <summary>The link of a request that runs in a grain; null if the chain does not pass through there.</summary>
    public CallChain? Find(GrainId grain, long request)
    {
        for (var link = this; link is not null; link = link.Before)
        {
            if (link.Request == request && link.Grain == grain)
            {
                return link;
            }
        }

        return null;
    }

    /// <summary>How many requests wait for each other.</summary>
    public int Depth { get; } = Before is null ? 1 : Before.Depth + 1;

    /// <summary>The chain from its first request to the newest.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        for (var link = this; link is not null; link = link.Before)
        {
            text.Insert(0, $"{(link.Before is null ? "" : " → ")}{link.Grain} {link.Method}");
        }

        return text.ToString();
    }
}
