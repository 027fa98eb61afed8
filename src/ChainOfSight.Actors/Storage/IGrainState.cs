namespace ChainOfSight.Actors;

/// <summary>A grain's state as a storage provider sees it.</summary>
/// <typeparam name="T">Type of the state.</typeparam>
public interface IGrainState<T>
{
    /// <summary>The value.</summary>
    T? State { get; set; }

    /// <summary>Version that was read or written last; null where there is no record.</summary>
    string? ETag { get; set; }

    /// <summary>Whether the store holds a record.</summary>
    bool RecordExists { get; set; }
}
