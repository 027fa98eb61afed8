namespace ChainOfSight.Training.Elastic;

/// <summary>Order to write a checkpoint of the open stage.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="StageIndex">Index of the stage.</param>
/// <param name="Step">Steps that are in it: the lane's next step.</param>
/// <param name="Generation">Generation that orders; part of the checkpoint's name.</param>
/// <param name="Saver">Who writes; part of the checkpoint's name: letters, digits, <c>.</c>, <c>_</c>, <c>-</c>.</param>
/// <param name="Before">What must have ended well before anything of the checkpoint is written; null = nothing. Where it fails, so does the save.</param>
public sealed record SaveOrder(string Run, int StageIndex, long Step, long Generation, string Saver, Task? Before = null);
