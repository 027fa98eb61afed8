namespace ChainOfSight.Tests.Unit.Images;

/// <summary>CRC-32 of PNG chunks, bit by bit, to forge headers that a decoder believes.</summary>
internal static class PngCrc
{
    internal static uint Of(ReadOnlySpan<byte> typeAndData)
    {
        var crc = uint.MaxValue;
        foreach (var value in typeAndData)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }
}
