using System.Buffers.Binary;
using System.Text;
using ChainOfSight.Tensors.Safetensors;

namespace ChainOfSight.Tests.Unit.Safetensors;

/// <summary>Puts files together by hand, so that tests can break any byte of them.</summary>
internal static class HeaderBytes
{
    /// <summary>Two tensors of 24 and 8 bytes with metadata, legal in every respect.</summary>
    public const string Legal =
        """{"__metadata__":{"made by":"a test"},"weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"ids":{"dtype":"I64","shape":[1],"data_offsets":[24,32]}}""";

    public static byte[] File(string header, int dataBytes = 32) => File(Encoding.UTF8.GetBytes(header), dataBytes);

    public static byte[] File(byte[] header, int dataBytes = 32)
    {
        var file = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, 8);
        return file;
    }

    public static SafetensorsHeader Parse(byte[] file) => SafetensorsHeader.Parse(file, file.Length, "test");

    public static SafetensorsException Refusal(byte[] file) => Assert.Throws<SafetensorsException>(() => Parse(file));
}
