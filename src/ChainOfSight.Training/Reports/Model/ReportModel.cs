namespace ChainOfSight.Training.Reports.Model;

/// <summary>
/// All that a report shows, as plain data fit for JSON: what <see cref="ReportPage"/> turns into one HTML file. Kept beside the run, so that
/// the page can be made anew at any time.
/// </summary>
public sealed record ReportModel
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the recipe.</summary>
    public required string Recipe { get; init; }

    /// <summary>How the run ended, in words: <c>finished</c>, or <c>stopped in stage finetune at step 120</c>.</summary>
    public string Outcome { get; init; } = "finished";

    /// <summary>When the run started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Machine and settings in one line, such as <c>2 threads, bf16, CPU</c>; null where unknown.</summary>
    public string? Machine { get; init; }

    /// <summary>The stages that ran, in order.</summary>
    public IReadOnlyList<StageReport> Stages { get; init; } = [];

    /// <summary>Changes from one token layout to the next, in order.</summary>
    public IReadOnlyList<TokenScaling> Scalings { get; init; } = [];

    /// <summary>Evaluations, in the order of their columns.</summary>
    public IReadOnlyList<EvaluationReport> Evaluations { get; init; } = [];

    /// <summary>Validation pictures with what the model said.</summary>
    public IReadOnlyList<PictureReport> Pictures { get; init; } = [];

    /// <summary>Seed, versions, hashes, timings: whatever names the run exactly.</summary>
    public IReadOnlyList<FactGroup> Facts { get; init; } = [];

    /// <summary>Things a reader must know, such as a step that was skipped; shown near the top.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The recipe as JSON; null where it is not at hand.</summary>
    public string? RecipeJson { get; init; }
}
