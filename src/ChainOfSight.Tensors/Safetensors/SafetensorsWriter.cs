namespace ChainOfSight.Tensors.Safetensors;

/// <summary>Writes safetensors files as a stream: never more than one piece of one tensor is held in memory.</summary>
/// <remarks>
/// Equal tensors and metadata give equal bytes: tensors with larger elements come first (each begins at a multiple of its element
/// size), then by name in ordinal order; metadata keys in ordinal order; the header is padded with spaces to a multiple of eight.
/// </remarks>
public static partial class SafetensorsWriter
{
    /// <summary>Writes a file to a stream.</summary>
    /// <param name="stream">Where to; only written to, left open, not flushed.</param>
    /// <param name="tensors">What, in any order; names must be unique.</param>
    /// <param name="metadata">Texts for <c>__metadata__</c>; none by default.</param>
    /// <param name="cancellationToken">Ends writing between two pieces; what was written is no valid file then.</param>
    /// <exception cref="SafetensorsException">A name, shape or text is not legal (before anything is written), or a tensor gave more or fewer bytes than promised.</exception>
    public static async Task WriteAsync(
        Stream stream,
        IEnumerable<SafetensorsSource> tensors,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        foreach (var piece in Render(tensors, metadata, NameOf(stream)))
        {
            await stream.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes a file to a stream, waiting for it.</summary>
    /// <inheritdoc cref="WriteAsync"/>
    public static void Write(Stream stream, IEnumerable<SafetensorsSource> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        foreach (var piece in Render(tensors, metadata, NameOf(stream)))
        {
            stream.Write(piece.Span);
        }
    }

    /// <summary>Writes a file: beside its name first, then moved over it, so that no reader ever sees a part of it.</summary>
    /// <param name="path">Path of the file; replaced if there is one.</param>
    /// <param name="tensors">What, in any order; names must be unique.</param>
    /// <param name="metadata">Texts for <c>__metadata__</c>; none by default.</param>
    /// <exception cref="SafetensorsException">As <see cref="WriteAsync"/>, or the file cannot be written.</exception>
    public static void Save(string path, IEnumerable<SafetensorsSource> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                foreach (var piece in Render(tensors, metadata, path))
                {
                    stream.Write(piece.Span);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SafetensorsException(path, null, SafetensorsRule.Readable, $"it cannot be written: {fault.Message}", fault);
        }
        finally
        {
            if (File.Exists(part))
            {
                File.Delete(part);
            }
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Render(
        IEnumerable<SafetensorsSource> tensors, IReadOnlyDictionary<string, string>? metadata, string file)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var plan = SafetensorsPlan.Make(tensors, metadata, file);
        yield return plan.Header;
        for (var i = 0; i < plan.Order.Count; i++)
        {
            var rest = plan.Lengths[i];
            foreach (var piece in plan.Order[i].Chunks())
            {
                rest -= piece.Length;
                CheckRest(rest, over: true, plan, i, file);
                yield return piece;
            }

            CheckRest(rest, over: false, plan, i, file);
        }
    }

    private static void CheckRest(long rest, bool over, SafetensorsPlan plan, int index, string file)
    {
        if (over ? rest < 0 : rest != 0)
        {
            throw new SafetensorsException(file, plan.Order[index].Name, SafetensorsRule.WrittenLength,
                $"it gave {(over ? "more" : "fewer")} than the {plan.Lengths[index]} bytes that its shape and dtype promise");
        }
    }

    private static string NameOf(Stream stream) => stream is FileStream file ? file.Name : stream.GetType().Name;
}
