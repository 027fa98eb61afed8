using ChainOfSight.Models.Attention;

namespace ChainOfSight.Models.Language;

/// <summary>
/// Layout of grouped-query attention: the query heads of a group become more queries of their shared key-value head, so keys and values
/// are never repeated.
/// </summary>
internal static class HeadBlocks
{
    /// <summary>Places <c>[samples · width, heads, head]</c> to <c>[samples · groups, heads per group · width, head]</c>.</summary>
    public static Tensor Queries(Tensor places, long samples, long groups)
    {
        var (heads, head) = (places.shape[1], places.shape[2]);
        return places.view(samples, -1, groups, heads / groups, head).permute(0, 2, 3, 1, 4).reshape(samples * groups, -1, head);
    }

    /// <summary>Places <c>[samples · width, groups, head]</c> to <c>[samples · groups, width, head]</c>.</summary>
    public static Tensor Keys(Tensor places, long samples)
    {
        var (groups, head) = (places.shape[1], places.shape[2]);
        return places.view(samples, -1, groups, head).permute(0, 2, 1, 3).reshape(samples * groups, -1, head);
    }

    /// <summary>Attention over blocks, back to places <c>[samples · width, heads · head]</c>.</summary>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? mask, long samples, long heads)
    {
        var groups = key.shape[0] / samples;
        var shared = heads / groups;
        var head = query.shape[2];
        return DotProductAttention.Attend(query, key, value, mask)
            .view(samples, groups, shared, -1, head)
            .permute(0, 3, 1, 2, 4)
            .reshape(-1, heads * head);
    }
}
