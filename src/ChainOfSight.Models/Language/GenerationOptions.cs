namespace ChainOfSight.Models.Language;

/// <summary>How text is generated.</summary>
public sealed record GenerationOptions
{
    /// <summary>Most tokens added to each prompt; default 64.</summary>
    public int MaxNewTokens { get; init; } = 64;

    /// <summary>0 (default): always the likeliest token. Above: logits are divided by it and a token is drawn; 1 leaves the model's own distribution.</summary>
    public double Temperature { get; init; }

    /// <summary>
    /// Draw only among the likeliest tokens that together reach this probability, above 0 to 1; default 1 (all). Ignored where
    /// <see cref="Temperature"/> is 0.
    /// </summary>
    public double TopP { get; init; } = 1;

    /// <summary>Key of all draws: the same seed, prompt place and token index give the same draw. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Ids that end a text; they are not part of the result. Null (default): those of the model's configuration.</summary>
    public IReadOnlyList<int>? EosIds { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and what is legal.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxNewTokens);
        if (!(Temperature >= 0 && Temperature <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(Temperature), Temperature, "must be 0 (greedy) to 100");
        }

        if (!(TopP > 0 && TopP <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(TopP), TopP, "must be above 0 and at most 1");
        }
    }
}
