namespace ChainOfSight.Data.Prompts;

/// <summary>The text of one sample as tokens.</summary>
/// <param name="Ids">Token ids.</param>
/// <param name="Labels">Per token: its id where it carries loss, −100 elsewhere.</param>
/// <param name="ImagePosition">Index before which the visual tokens stand; −1 without image.</param>
/// <param name="Turns">Per token: 0 for what all turns see, else the number of its turn, from 1; empty where turns see earlier ones.</param>
public sealed record EncodedText(int[] Ids, int[] Labels, int ImagePosition, int[] Turns);
