using System.Buffers;

namespace ChainOfSight.Data.Tokenizing.Merging;

/// <summary>A growing list of ids on pooled memory.</summary>
internal ref struct IdBuffer
{
    private int[] _ids;
    private int _count;

    internal IdBuffer(int capacity)
    {
        _ids = ArrayPool<int>.Shared.Rent(Math.Max(16, capacity));
        _count = 0;
    }

    /// <summary>Appends one id.</summary>
    internal void Add(int id)
    {
        Grow(1);
        _ids[_count++] = id;
    }

    /// <summary>Appends ids.</summary>
    internal void Add(scoped ReadOnlySpan<int> ids)
    {
        Grow(ids.Length);
        ids.CopyTo(_ids.AsSpan(_count));
        _count += ids.Length;
    }

    /// <summary>Copies the ids out and gives the memory back.</summary>
    internal int[] Finish()
    {
        var ids = _ids.AsSpan(0, _count).ToArray();
        ArrayPool<int>.Shared.Return(_ids);
        _ids = [];
        return ids;
    }

    private void Grow(int more)
    {
        if (_count + more <= _ids.Length)
        {
            return;
        }

        var larger = ArrayPool<int>.Shared.Rent(Math.Max(_ids.Length * 2, _count + more));
        _ids.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<int>.Shared.Return(_ids);
        _ids = larger;
    }
}
