namespace ChainOfSight.Training.Elastic;

/// <summary>Who and what a lane is.</summary>
/// <param name="Device">Its device: <c>cpu:0</c>.</param>
/// <param name="Incarnation">Its incarnation.</param>
/// <param name="Endpoint">Where other lanes reach it: <c>memory:NAME</c> or <c>tcp://127.0.0.1:PORT</c>.</param>
/// <param name="Conditions">What the bits of results depend on, with the threads that hold where a recipe does not say.</param>
public sealed record LaneInfo(string Device, string Incarnation, string Endpoint, ExactConditions Conditions);
