namespace ChainOfSight.Data.Tokenizing.ByteLevel;

/// <summary>GPT-2's way of writing any byte as a printable character: printable Latin-1 stands for itself, the others follow from U+0100 on.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Symbols = Build();
    private static readonly Dictionary<char, byte> Bytes = Enumerable.Range(0, 256).ToDictionary(value => Symbols[value], value => (byte)value);

    /// <summary>The 256 bytes in the order of GPT-2's ids 0 to 255.</summary>
    internal static IReadOnlyList<byte> ById { get; } = [.. Enumerable.Range(0, 256).OrderBy(value => Symbols[value]).Select(value => (byte)value)];

    /// <summary>The character of a byte.</summary>
    internal static char SymbolOf(byte value) => Symbols[value];

    /// <summary>The bytes of a piece; false where a character is outside of the alphabet.</summary>
    internal static bool TryGetBytes(string piece, out byte[] bytes)
    {
        bytes = new byte[piece.Length];
        for (var i = 0; i < piece.Length; i++)
        {
            if (!Bytes.TryGetValue(piece[i], out bytes[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static char[] Build()
    {
        var symbols = new char[256];
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            symbols[value] = (char)(printable ? value : next++);
        }

        return symbols;
    }
}
