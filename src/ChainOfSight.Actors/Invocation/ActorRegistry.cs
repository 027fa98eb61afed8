using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ChainOfSight.Actors.Invocation;

/// <summary>What generated code has told the runtime: interfaces with their proxies, methods, grain classes. Filled by module initializers.</summary>
public static class ActorRegistry
{
    private static readonly ConcurrentDictionary<string, InterfaceRegistration> InterfacesByName = new();
    private static readonly ConcurrentDictionary<Type, InterfaceRegistration> InterfacesByType = new();
    private static readonly ConcurrentDictionary<ulong, RequestReader> Methods = new();
    private static readonly ConcurrentDictionary<Type, byte> Classes = new();

    private static int s_searched;

    /// <summary>Grain classes known so far.</summary>
    internal static IEnumerable<Type> GrainClasses => Classes.Keys;

    /// <summary>Adds a grain interface.</summary>
    public static void AddInterface(InterfaceRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        InterfacesByType[registration.Type] = registration;
        if (InterfacesByName.GetOrAdd(registration.Name, registration).Type != registration.Type)
        {
            throw new OrleansConfigurationException(
                $"Two grain interfaces are named '{registration.Name}': {InterfacesByName[registration.Name].Type} and {registration.Type}. Give one another [Alias].");
        }
    }

    /// <summary>Adds a method of a grain interface.</summary>
    public static void AddMethod(MethodDescription method, RequestReader reader)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (!Methods.TryAdd(method.Id, reader))
        {
            throw new OrleansConfigurationException($"Two methods share the id of {method}. Give it another [Alias].");
        }
    }

    /// <summary>Adds a grain class.</summary>
    public static void AddGrainClass<TGrain>()
        where TGrain : class => Classes[typeof(TGrain)] = 0;

    /// <summary>The registration of an interface.</summary>
    internal static InterfaceRegistration Interface(Type type)
    {
        if (InterfacesByType.TryGetValue(type, out var known))
        {
            return known;
        }

        EnsureInitialized(type);
        return InterfacesByType.TryGetValue(type, out known)
            ? known
            : throw new ArgumentException(
                $"{type} has no generated proxy. Grain interfaces derive from IGrainWithStringKey and their project imports ActorRuntime.props, which runs the generator.");
    }

    internal static InterfaceRegistration? Interface(string name) => InterfacesByName.GetValueOrDefault(name);

    internal static RequestReader? Method(ulong id) => Methods.GetValueOrDefault(id);

    internal static string InterfaceName(Type type) => Interface(type).Name;

    /// <summary>Runs the module initializer of a type's assembly: nothing may have been called in it yet.</summary>
    internal static void EnsureInitialized(Type type) => RuntimeHelpers.RunModuleConstructor(type.Module.ModuleHandle);

    /// <summary>Loads what the program references and runs the initializers of what holds generated code; at once where nothing was loaded since.</summary>
    internal static void LoadReferenced()
    {
        if (AppDomain.CurrentDomain.GetAssemblies().Length == Volatile.Read(ref s_searched))
        {
            return;
        }

        Search();
        Volatile.Write(ref s_searched, AppDomain.CurrentDomain.GetAssemblies().Length);
    }

    private static void Search()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        while (waiting.TryDequeue(out var assembly))
        {
            if (!seen.Add(assembly.FullName ?? "") || IsFramework(assembly.GetName()))
            {
                continue;
            }

            if (assembly.IsDefined(typeof(GeneratedActorCodeAttribute), false))
            {
                RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
            }

            foreach (var reference in assembly.GetReferencedAssemblies().Where(name => !IsFramework(name)))
            {
                if (TryLoad(reference) is { } loaded)
                {
                    waiting.Enqueue(loaded);
                }
            }
        }
    }

    private static bool IsFramework(AssemblyName name) =>
        name.Name is null or "mscorlib" or "netstandard"
        || name.Name.StartsWith("System", StringComparison.Ordinal)
        || name.Name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException)
        {
            return null;
        }
    }
}
