namespace ChainOfSight.Training.Elastic;

/// <summary>With this a joiner fetches the state that a peer offers.</summary>
/// <param name="Endpoint">Where.</param>
/// <param name="Key">Which offer; not guessable.</param>
/// <param name="Run">Name of the run.</param>
/// <param name="StageIndex">Index of the stage.</param>
/// <param name="Step">Step that is done next with it.</param>
/// <param name="Bytes">Bytes to be fetched.</param>
/// <param name="StateHash">Hash of the state, as in <see cref="StageMark.StateHash"/>: the joiner refuses any other.</param>
public sealed record StateTicket(string Endpoint, string Key, string Run, int StageIndex, long Step, long Bytes, string StateHash);
