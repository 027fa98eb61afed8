namespace ChainOfSight.Actors;

/// <summary>
/// On a grain class: every request may start while others wait at an <c>await</c>. Turns still run one at a time.
/// Without it a request starts when the one before has ended.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
