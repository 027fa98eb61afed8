using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Training.Reports.Model;

/// <summary>One validation picture: its pixels, the windows drawn over it, and what was asked, expected and said.</summary>
public sealed record PictureReport
{
    /// <summary>Identity of the sample.</summary>
    public required string SampleId { get; init; }

    /// <summary>What is in the picture, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The encoded file.</summary>
    public required byte[] File { get; init; }

    /// <summary>Media type of <see cref="File"/>: <c>image/png</c> or <c>image/jpeg</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Layout whose windows are drawn; null: none.</summary>
    public ResamplerLayout? Layout { get; init; }

    /// <summary>What was asked.</summary>
    public IReadOnlyList<PictureQuestion> Questions { get; init; } = [];
}
