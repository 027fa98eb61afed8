namespace ChainOfSight.Training.Reports.Pictures;

/// <summary>A validation picture that a run keeps for its report.</summary>
/// <param name="Set">Evaluation set of the sample.</param>
/// <param name="SampleId">Identity of the sample.</param>
/// <param name="Description">What is in it, for readers who cannot see it.</param>
/// <param name="MediaType">Media type of <paramref name="File"/>.</param>
/// <param name="File">The encoded picture.</param>
public sealed record KeptPicture(string Set, string SampleId, string Description, string MediaType, byte[] File);
