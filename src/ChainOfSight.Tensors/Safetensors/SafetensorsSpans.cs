namespace ChainOfSight.Tensors.Safetensors;

/// <summary>The rules of where tensors may lie: each inside the data, as long as its shape says, one after the other.</summary>
internal static class SafetensorsSpans
{
    /// <summary>Checks all tensors and puts them into the order of their bytes.</summary>
    /// <param name="tensors">Tensors as parsed.</param>
    /// <param name="dataLength">Bytes after the header.</param>
    /// <param name="file">Name for messages.</param>
    public static IReadOnlyList<SafetensorsEntry> Check(IEnumerable<SafetensorsRawTensor> tensors, long dataLength, string file)
    {
        var entries = tensors.Select(tensor => Measure(tensor, dataLength, file)).ToList();

        // An empty tensor shares its offset with the next one, and comes first.
        entries.Sort(static (a, b) =>
            a.Offset != b.Offset ? a.Offset.CompareTo(b.Offset)
            : a.Length != b.Length ? a.Length.CompareTo(b.Length)
            : string.CompareOrdinal(a.Name, b.Name));

        var end = 0L;
        SafetensorsEntry? before = null;
        foreach (var entry in entries)
        {
            if (entry.Offset < end)
            {
                throw new SafetensorsException(file, entry.Name, SafetensorsRule.Contiguous,
                    $"it begins at {entry.Offset}, inside of tensor '{SafetensorsException.Shorten(before!.Name)}' that ends at {end}; tensors must not overlap");
            }

            if (entry.Offset > end)
            {
                throw new SafetensorsException(file, entry.Name, SafetensorsRule.Contiguous,
                    $"it begins at {entry.Offset}, but the data before it ends at {end}; tensors must follow each other without a hole");
            }

            end = entry.Offset + entry.Length;
            before = entry;
        }

        return end == dataLength ? entries : throw new SafetensorsException(file, before?.Name, SafetensorsRule.Contiguous,
            $"the last tensor ends at {end}, but {dataLength} bytes follow the header; the file has bytes that belong to no tensor");
    }

    private static SafetensorsEntry Measure(SafetensorsRawTensor tensor, long dataLength, string file)
    {
        if (tensor.Begin < 0 || tensor.End < tensor.Begin || tensor.End > dataLength)
        {
            throw new SafetensorsException(file, tensor.Name, SafetensorsRule.Offsets,
                $"its data_offsets are [{tensor.Begin}, {tensor.End}], legal are 0 ≤ begin ≤ end ≤ {dataLength} (bytes after the header); the file is cut off or damaged");
        }

        var fault = SafetensorsEntry.TryMeasure(tensor.Dtype, tensor.Shape, out var length);
        if (fault is not null)
        {
            throw new SafetensorsException(file, tensor.Name, SafetensorsRule.Shape, fault);
        }

        return length == tensor.End - tensor.Begin
            ? new SafetensorsEntry(tensor.Name, tensor.Dtype, tensor.Shape, tensor.Begin, length)
            : throw new SafetensorsException(file, tensor.Name, SafetensorsRule.Size,
                $"its shape {SafetensorsEntry.Show(tensor.Shape)} of {tensor.Dtype} takes {length} bytes, its data_offsets [{tensor.Begin}, {tensor.End}] span {tensor.End - tensor.Begin}");
    }
}
