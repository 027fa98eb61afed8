namespace ChainOfSight.Training.Elastic;

/// <summary>Order to make the hand-over into a stage.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Generation">Generation that orders; part of the new checkpoint's name.</param>
/// <param name="StageIndex">Stage that takes over.</param>
/// <param name="Checkpoint">Folder of the checkpoint with the weights; null = the recipe's <c>startFrom</c>.</param>
/// <param name="Saver">Who writes; part of the new checkpoint's name.</param>
public sealed record TransformOrder(string Run, long Generation, int StageIndex, string? Checkpoint, string Saver);
