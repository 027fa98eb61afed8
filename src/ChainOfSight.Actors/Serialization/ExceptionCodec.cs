using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ChainOfSight.Actors.Serialization;

/// <summary>The members that all exceptions have: message, inner exception, stack of where it was thrown.</summary>
public static class ExceptionCodec
{
    /// <summary>Writes the common members.</summary>
    public static void Write(MessageWriter writer, Exception failure)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(failure);
        writer.WriteText(failure.Message);
        writer.WriteText(failure.StackTrace);
        writer.WriteUInt32((uint)failure.HResult);
        writer.WriteBool(failure.InnerException is not null);
        if (failure.InnerException is { } inner)
        {
            Codecs.Failure.Write(writer, inner);
        }
    }

    /// <summary>Reads the common members into an exception.</summary>
    public static void Read(ref MessageReader reader, Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        MessageOf(failure) = reader.ReadText();
        var stack = reader.ReadText();
        failure.HResult = (int)reader.ReadUInt32();
        if (reader.ReadBool())
        {
            InnerOf(failure) = Codecs.Failure.Read(ref reader);
        }

        if (stack is not null)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(failure, stack);
        }
    }

    /// <summary>An exception whose members are to be read.</summary>
    public static T Make<T>()
        where T : Exception => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageOf(Exception failure);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerOf(Exception failure);
}
