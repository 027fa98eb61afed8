using System.Reflection;

namespace ChainOfSight.Tests.Silo.Client;

/// <summary>A connection whose grains answer as a test says.</summary>
public sealed partial class FakeGrains(Func<MethodInfo, object?[], object?> answer) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        var grain = DispatchProxy.Create<TGrainInterface, Grain>();
        ((Grain)(object)grain).Answer = (method, arguments) => answer(method, [primaryKey, .. arguments]);
        return grain;
    }

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw new NotSupportedException();

    /// <summary>Any grain.</summary>
    public class Grain : DispatchProxy
    {
        public Func<MethodInfo, object?[], object?> Answer { get; set; } = (_, _) => null;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, args ?? []);
    }
}
