namespace ChainOfSight.Actors;

/// <summary>
/// On a grain interface's method: the call returns when the message is queued. Whether it arrived, ran or failed is not told.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
