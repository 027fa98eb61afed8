using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ChainOfSight.Actors.Serialization;

internal sealed class ImmutableArrayCodec<T>(Codec<T> item) : Codec<ImmutableArray<T>>
{
    private readonly Codec<T[]> _items = Codecs.Array(item);

    public override bool IsImmutable => item.IsImmutable;

    public override void Write(MessageWriter writer, ImmutableArray<T> value) =>
        _items.Write(writer, ImmutableCollectionsMarshal.AsArray(value)!);

    public override ImmutableArray<T> Read(ref MessageReader reader) => ImmutableCollectionsMarshal.AsImmutableArray(_items.Read(ref reader));

    public override ImmutableArray<T> Copy(ImmutableArray<T> value) =>
        IsImmutable ? value : ImmutableCollectionsMarshal.AsImmutableArray(_items.Copy(ImmutableCollectionsMarshal.AsArray(value)!));
}
