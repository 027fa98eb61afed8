using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;

namespace ChainOfSight.Actors.Serialization;

/// <summary>Finds codecs; generated code registers its own here.</summary>
public static class Codecs
{
    private static readonly ConcurrentDictionary<Type, IObjectCodec> ObjectsByType = new();
    private static readonly ConcurrentDictionary<string, IObjectCodec> ObjectsByName = new(StringComparer.Ordinal);

    /// <summary>Texts.</summary>
    public static Codec<string> Text { get; } = new TextualCodec<string>(static text => text, static text => text);

    /// <summary>Absolute and relative addresses of resources.</summary>
    public static Codec<Uri> Uri { get; } = new TextualCodec<Uri>(static uri => uri.OriginalString, static text => new Uri(text, UriKind.RelativeOrAbsolute));

    /// <summary>Version numbers.</summary>
    public static Codec<Version> Version { get; } = new TextualCodec<Version>(static version => version.ToString(), System.Version.Parse);

    /// <summary>Network addresses.</summary>
    public static Codec<IPAddress> Address { get; } = new TextualCodec<IPAddress>(static address => address.ToString(), IPAddress.Parse);

    /// <summary>Network end points.</summary>
    public static Codec<IPEndPoint> EndPoint { get; } = new TextualCodec<IPEndPoint>(static endpoint => endpoint.ToString(), IPEndPoint.Parse);

    /// <summary>Identities of silos.</summary>
    public static Codec<SiloAddress> Silo { get; } =
        new TextualCodec<SiloAddress>(static silo => silo.ToParsableString(), SiloAddress.FromParsableString);

    /// <summary>Keys and names.</summary>
    public static Codec<IdSpan> IdSpan { get; } = new IdSpanCodec();

    /// <summary>Ids of grains.</summary>
    public static Codec<GrainId> GrainId { get; } = new GrainIdCodec();

    /// <summary>Times with an offset.</summary>
    public static Codec<DateTimeOffset> DateTimeOffset { get; } = new DateTimeOffsetCodec();

    /// <summary>The result of methods without a result.</summary>
    public static Codec<Nothing> Nothing { get; } = new NothingCodec();

    /// <summary>Failures of any kind.</summary>
    public static Codec<Exception> Failure { get; } = new FailureCodec();

    /// <summary>Numbers, truth values, enumerations and other types without references, as their bytes.</summary>
    public static Codec<T> Unmanaged<T>()
        where T : unmanaged => UnmanagedCodec<T>.Instance;

    /// <summary>References to grains.</summary>
    public static Codec<T> Reference<T>()
        where T : class, IAddressable => ReferenceCodec<T>.Instance;

    /// <summary>Nullable values.</summary>
    public static Codec<T?> Nullable<T>(Codec<T> value)
        where T : struct => new NullableCodec<T>(value);

    /// <summary>Arrays.</summary>
    public static Codec<T[]> Array<T>(Codec<T> item) => new CollectionCodec<T[], T>(item, static items => items, false);

    /// <summary>Arrays of types without references, copied as a block.</summary>
    public static Codec<T[]> Block<T>()
        where T : unmanaged => BlockCodec<T>.Instance;

    /// <summary>Collections.</summary>
    /// <param name="item">Serializes the items.</param>
    /// <param name="make">Makes the collection from its items.</param>
    /// <param name="immutable">True if the collection never changes.</param>
    public static Codec<TCollection> Collection<TCollection, TItem>(Codec<TItem> item, Func<TItem[], TCollection> make, bool immutable)
        where TCollection : class, IEnumerable<TItem> => new CollectionCodec<TCollection, TItem>(item, make, immutable);

    /// <summary>Immutable arrays.</summary>
    public static Codec<ImmutableArray<T>> ImmutableArray<T>(Codec<T> item) => new ImmutableArrayCodec<T>(item);

    /// <summary>Keys with values.</summary>
    public static Codec<KeyValuePair<TKey, TValue>> Pair<TKey, TValue>(Codec<TKey> key, Codec<TValue> value) => new PairCodec<TKey, TValue>(key, value);

    /// <summary>Tuples of two.</summary>
    public static Codec<(T1, T2)> Tuple<T1, T2>(Codec<T1> first, Codec<T2> second) => new Tuple2Codec<T1, T2>(first, second);

    /// <summary>Tuples of three.</summary>
    public static Codec<(T1, T2, T3)> Tuple<T1, T2, T3>(Codec<T1> first, Codec<T2> second, Codec<T3> third) =>
        new Tuple3Codec<T1, T2, T3>(first, second, third);

    /// <summary>The codec that the generator wrote for a type.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public static Codec<T> Of<T>()
    {
        if (Slot<T>.Codec is { } codec)
        {
            return codec;
        }

        ActorRegistry.EnsureInitialized(typeof(T));
        return Slot<T>.Codec ?? throw new NotSupportedException(
            $"{typeof(T)} cannot be sent: it has no [GenerateSerializer], or its project does not import ActorRuntime.props, which runs the generator.");
    }

    /// <summary>Registers a generated codec of a type that is not polymorphic.</summary>
    public static void Add<T>(Codec<T> codec) => Slot<T>.Codec = codec;

    /// <summary>Registers a generated codec of a class.</summary>
    public static void Add<T>(ObjectCodec<T> codec)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(codec);
        Slot<T>.Codec = codec;
        ObjectsByType[typeof(T)] = codec;
        if (!ReferenceEquals(ObjectsByName.GetOrAdd(codec.Name, codec), codec))
        {
            throw new OrleansConfigurationException($"Two serializable types are named '{codec.Name}'. Give one another [Alias].");
        }
    }

    internal static IObjectCodec Object(Type type)
    {
        if (!ObjectsByType.TryGetValue(type, out var codec))
        {
            ActorRegistry.EnsureInitialized(type);
            ObjectsByType.TryGetValue(type, out codec);
        }

        return codec ?? throw new NotSupportedException($"{type} cannot be sent: it has no [GenerateSerializer].");
    }

    internal static IObjectCodec? TryObject(Type type)
    {
        ActorRegistry.EnsureInitialized(type);
        return ObjectsByType.GetValueOrDefault(type);
    }

    internal static IObjectCodec? TryObject(string name) => ObjectsByName.GetValueOrDefault(name);

    private static class Slot<T>
    {
        public static Codec<T>? Codec { get; set; }
    }
}
