namespace ChainOfSight.Training.Checkpoints;

/// <summary>A file of weights that the run uses and does not train.</summary>
/// <param name="Part">Part of the model that it fills: tower, decoder.</param>
/// <param name="Uri">Where it is.</param>
/// <param name="Sha256">Its hash, lower-case hex; another content is refused.</param>
/// <param name="Length">Its bytes.</param>
public sealed record FrozenFile(string Part, string Uri, string Sha256, long Length);
