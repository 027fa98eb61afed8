namespace ChainOfSight.Actors.Invocation;

/// <summary>On an assembly that holds generated proxies or serializers: its module initializer registers them.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GeneratedActorCodeAttribute : Attribute;
