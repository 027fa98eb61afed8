using System.Text.RegularExpressions;

namespace ChainOfSight.Data.Shards;

/// <summary>What makes an index entry possible: inside the shard, behind the one before, on tar's block borders, of bounded size.</summary>
internal static partial class ShardEntryRule
{
    private const int Block = 512;

    /// <summary>The rule that the entry breaks, or null.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="previousEnd">First byte behind the sample before.</param>
    /// <param name="shardBytes">Size of the shard.</param>
    public static string? Broken(ShardEntry entry, long previousEnd, long shardBytes)
    {
        if (entry.ImageLength is < 0 or > ShardLimits.ImageBytes || entry.RecordLength is <= 0 or > ShardLimits.RecordBytes)
        {
            return $"it claims an image of {entry.ImageLength} and a record of {entry.RecordLength} bytes; legal are up to {ShardLimits.ImageBytes} and 1 to {ShardLimits.RecordBytes}.";
        }

        if (entry.ImageLength == 0 ? entry.ImageExtension.Length > 0 || entry.ImageOffset != entry.RecordOffset : !Extension().IsMatch(entry.ImageExtension))
        {
            return "its image extension does not fit its image; legal are 1 to 8 lower-case letters and digits with an image, none without.";
        }

        var behindImage = entry.ImageLength == 0 ? entry.RecordOffset : entry.ImageOffset + RoundUp(entry.ImageLength) + Block;
        var inOrder = entry.ImageOffset <= shardBytes && entry.ImageOffset >= RoundUp(previousEnd) + Block 
            && entry.RecordOffset == behindImage && entry.RecordOffset <= shardBytes - entry.RecordLength;
        return inOrder && entry.ImageOffset % Block == 0
            ? null
            : $"its image at {entry.ImageOffset} and record at {entry.RecordOffset} can't lie in a shard of {shardBytes} bytes behind byte {previousEnd}.";
    }

    /// <summary>The next border of a tar block.</summary>
    public static long RoundUp(long offset) => (offset + Block - 1) / Block * Block;

    [GeneratedRegex(@"^[a-z0-9]{1,8}\z")]
    public static partial Regex Extension();
}
