namespace ChainOfSight.Training.Elastic;

/// <summary>How a lane is started.</summary>
/// <param name="Device">Device as silos name them: <c>cpu:0</c>, <c>cpu:1</c>, <c>cuda:0</c>. Several CPU devices share the processor.</param>
/// <param name="Incarnation">Tells this start from every other one of the same device; never used twice. Drawn by the caller.</param>
/// <param name="Threads">Threads of one operation where a recipe does not say; 0 = all processors. Default 0.</param>
public sealed record LaneStart(string Device, string Incarnation, int Threads = 0);
