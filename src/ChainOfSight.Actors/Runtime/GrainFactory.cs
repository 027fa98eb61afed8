using System.Text;

namespace ChainOfSight.Actors.Runtime;

/// <summary>Makes references bound to a silo or client.</summary>
/// <param name="runtime">What they call through.</param>
/// <param name="classes">The grain classes; null where none are known (clients): a silo then finds the class by the interface's name.</param>
internal sealed class GrainFactory(ICallRuntime runtime, GrainClasses? classes) : IGrainFactory
{
    /// <summary>Starts the type of an id that names an interface instead of a class.</summary>
    public const byte InterfaceMark = (byte)'?';

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)(object)Make(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    /// <inheritdoc/>
    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => (IGrain)(object)Make(grainInterfaceType, grainPrimaryKey, null);

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)Bind(ActorRegistry.Interface(typeof(TGrainInterface)), grainId);

    /// <inheritdoc/>
    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => Bind(
        ActorRegistry.Interface(interfaceType.ToString() ?? "") ?? throw new ArgumentException($"The grain interface '{interfaceType}' is not known here."),
        grainId);

    /// <summary>The class that an id means, where it names an interface only.</summary>
    public static GrainId Resolve(GrainId grain, GrainClasses classes) => grain.Type.AsSpan() is [InterfaceMark, .. var name]
        ? new(classes.Implementing(Encoding.UTF8.GetString(name), null).GrainType, grain.Key)
        : grain;

    private GrainProxy Make(Type interfaceType, string key, string? prefix)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        ArgumentException.ThrowIfNullOrEmpty(key);
        var face = ActorRegistry.Interface(interfaceType);
        var type = classes?.Implementing(face.Name, prefix).GrainType ?? GrainType.Create((char)InterfaceMark + face.Name);
        return Bind(face, GrainId.Create(type, key));
    }

    private GrainProxy Bind(InterfaceRegistration face, GrainId grain)
    {
        var proxy = face.MakeProxy();
        proxy.Bind(runtime, grain);
        return proxy;
    }
}
