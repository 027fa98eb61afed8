using System.Text;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Tests.Unit.Safetensors;

/// <summary>Whatever bytes a file has, reading it gives a header that keeps every rule or a typed refusal.</summary>
public sealed class SafetensorsFuzzTests
{
    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "null", "true", "-", "1e308", "9223372036854775807", "18446744073709551615",
        "0", "[0,0]", "[24,32]", "\"F32\"", "\"F4\"", "\"dtype\"", "\"shape\":", "\"data_offsets\":[0,24]", "\"__metadata__\"", "\"weight\"", " ", "\n", "\0",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Header_with_mutated_bytes_is_legal_or_refused(int seed)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var json = Encoding.UTF8.GetBytes(HeaderBytes.Legal);
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                json[random.Next(json.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"0123456789{}[],:\"F x"[random.Next(20)];
            }

            refused += LegalOrRefused(HeaderBytes.File(json)) ? 0 : 1;
        }

        Assert.InRange(refused, 1_000, 1_999);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Header_with_cut_doubled_and_inserted_pieces_is_legal_or_refused(int seed)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var text = new StringBuilder(HeaderBytes.Legal);
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                var length = Math.Min(random.Next(1, 40), text.Length - at);
                _ = random.Next(3) switch
                {
                    0 when length < text.Length => text.Remove(at, length),
                    1 => text.Insert(random.Next(text.Length), text.ToString(at, length)),
                    _ => text.Insert(at, Fragments[random.Next(Fragments.Length)]),
                };
            }

            refused += LegalOrRefused(HeaderBytes.File(text.ToString(), random.Next(4) == 0 ? random.Next(64) : 32)) ? 0 : 1;
        }

        Assert.InRange(refused, 1_000, 2_000);
    }

    [Theory]
    [InlineData(21)]
    public void Header_with_random_numbers_is_legal_or_refused(int seed)
    {
        var random = new Random(seed);
        var accepted = 0;
        long Number() => random.Next(4) switch { 0 => random.NextInt64(), 1 => 1L << random.Next(63), _ => random.Next(5) };
        for (var round = 0; round < 4_000; round++)
        {
            var dtype = (SafetensorsDtype)random.Next(20);
            var data = random.Next(9);
            var end = random.Next(2) == 0 ? data : Number();
            var json = "{\"a\":{\"dtype\":\"" + dtype + $"\",\"shape\":[{Number()},{Number()}],\"data_offsets\":[{random.Next(8) / 7},{end}]" + "}}";
            accepted += LegalOrRefused(HeaderBytes.File(json, data)) ? 1 : 0;
        }

        Assert.InRange(accepted, 25, 3_000);
    }

    [Theory]
    [InlineData(31)]
    public void File_of_mutated_or_cut_bytes_is_legal_or_refused(int seed)
    {
        var random = new Random(seed);
        var path = Path.GetTempFileName();
        try
        {
            for (var round = 0; round < 300; round++)
            {
                var bytes = HeaderBytes.File(HeaderBytes.Legal);
                bytes[random.Next(random.Next(2) == 0 ? 8 : bytes.Length)] = (byte)random.Next(256);
                File.WriteAllBytes(path, bytes[..(random.Next(2) == 0 ? bytes.Length : random.Next(bytes.Length))]);
                try
                {
                    using var file = SafetensorsFile.Open(path);
                    Assert.All(file.Entries, entry => Assert.Equal(entry.Length, file.GetBytes(entry.Name).Length));
                }
                catch (SafetensorsException refusal)
                {
                    Assert.Equal(path, refusal.File);
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool LegalOrRefused(byte[] bytes)
    {
        SafetensorsHeader header;
        try
        {
            header = HeaderBytes.Parse(bytes);
        }
        catch (SafetensorsException)
        {
            return false;
        }

        var end = 0L;
        foreach (var entry in header.Entries)
        {
            Assert.Equal(end, entry.Offset);
            Assert.Equal(entry.Length * 8, entry.Shape.Aggregate((Int128)entry.Dtype.Bits(), (product, size) => product * size));
            end += entry.Length;
        }

        Assert.Equal(bytes.Length - header.DataStart, end);
        Assert.Equal(header.Entries.Count, header.Entries.Select(entry => entry.Name).Distinct().Count());
        return true;
    }
}
