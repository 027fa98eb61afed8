namespace ChainOfSight.Actors.Serialization;

/// <summary>Collections as a count and their items. Comparers are not sent: the receiver's default is used.</summary>
internal sealed class CollectionCodec<TCollection, TItem>(Codec<TItem> item, Func<TItem[], TCollection> make, bool immutable) : Codec<TCollection>
    where TCollection : class, IEnumerable<TItem>
{
    public override bool IsImmutable => immutable && item.IsImmutable;

    public override void Write(MessageWriter writer, TCollection value)
    {
        if (value is null)
        {
            writer.WriteVar(0);
            return;
        }

        var items = value as IReadOnlyCollection<TItem> ?? value.ToArray();
        writer.WriteVar((ulong)items.Count + 1);
        foreach (var element in items)
        {
            item.Write(writer, element);
        }
    }

    public override TCollection Read(ref MessageReader reader)
    {
        var length = reader.ReadVar();
        if (length == 0)
        {
            return null!;
        }

        if (length - 1 > (ulong)reader.Remaining)
        {
            throw new MessageFormatException($"A collection claims {length - 1} items where {reader.Remaining} bytes are left.");
        }

        var items = new TItem[length - 1];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = item.Read(ref reader);
        }

        return make(items);
    }

    public override TCollection Copy(TCollection value)
    {
        if (value is null || IsImmutable)
        {
            return value!;
        }

        var items = value.ToArray();
        if (!item.IsImmutable)
        {
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = item.Copy(items[i]);
            }
        }

        return make(items);
    }
}
