using System.Security.Cryptography;

namespace ChainOfSight.Data.Shards;

/// <summary>
/// One pass over a whole shard: its hash must be the manifest's, and every tar member must be where the index says, with the hash that it says.
/// </summary>
internal sealed class ShardVerifier(ShardInfo info, ShardIndex index, string where)
{
    private readonly IncrementalHash whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long position;

    public async Task VerifyAsync(Stream tar, CancellationToken cancellationToken)
    {
        ShardFormatException? malformed = null;
        try
        {
            for (var i = 0; i < index.Count; i++)
            {
                await VerifySampleAsync(tar, index[i], $"{where}, sample {i}", cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ShardFormatException e)
        {
            // The hash of the whole decides whether the shard is damaged or was written wrongly.
            malformed = e;
        }

        await ReadRestAsync(tar, cancellationToken).ConfigureAwait(false);
        if (position != info.Bytes || Convert.ToHexStringLower(whole.GetHashAndReset()) != info.Sha256)
        {
            throw new ShardDamagedException(where, $"its {position} bytes do not have the size ({info.Bytes}) and hash that the manifest states.");
        }

        if (malformed is not null)
        {
            throw malformed;
        }
    }

    private async Task VerifySampleAsync(Stream tar, ShardEntry entry, string place, CancellationToken cancellationToken)
    {
        var image = Array.Empty<byte>();
        var key = (string?)null;
        if (entry.ImageLength > 0)
        {
            (key, image) = await ReadMemberAsync(tar, entry.ImageOffset, entry.ImageLength, "." + entry.ImageExtension, place, cancellationToken).ConfigureAwait(false);
        }

        var (recordKey, record) = await ReadMemberAsync(tar, entry.RecordOffset, entry.RecordLength, ".json", place, cancellationToken).ConfigureAwait(false);
        if ((key ?? recordKey) != recordKey || !entry.Sha256.Span.SequenceEqual(SampleHash.Of(image, record)))
        {
            throw new ShardFormatException(place, "image and record do not belong together by name and hash.");
        }
    }

    private async Task<(string Key, byte[] Content)> ReadMemberAsync(
        Stream tar, long offset, int length, string extension, string place, CancellationToken cancellationToken)
    {
        var header = await ReadAsync(tar, UstarHeader.Size, cancellationToken).ConfigureAwait(false);
        var member = UstarHeader.Parse(header, $"{place}, byte {position - UstarHeader.Size}");
        if (member is not var (name, size) || position != offset || size != length || !name.EndsWith(extension, StringComparison.Ordinal))
        {
            throw new ShardFormatException(place, $"the tar has '{member?.Name ?? "its end"}' with {member?.Length ?? 0} bytes at byte {position}; the index says '*{extension}' with {length} bytes at byte {offset}.");
        }

        var content = await ReadAsync(tar, length, cancellationToken).ConfigureAwait(false);
        await ReadAsync(tar, (int)(ShardEntryRule.RoundUp(length) - length), cancellationToken).ConfigureAwait(false);
        return (name[..^extension.Length], content);
    }

    private async Task<byte[]> ReadAsync(Stream tar, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        var read = await tar.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        whole.AppendData(bytes.AsSpan(0, read));
        position += read;
        return read == length ? bytes : throw new ShardFormatException(where, $"it ends at byte {position} inside a member.");
    }

    private async Task ReadRestAsync(Stream tar, CancellationToken cancellationToken)
    {
        var block = new byte[1 << 16];
        while (await tar.ReadAsync(block, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            whole.AppendData(block.AsSpan(0, read));
            position += read;
        }
    }
}
