namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Tensors one after the other along a dimension.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.cat([.. tensors], dim);

    /// <summary>Tensors one after the other along a dimension.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.cat(tensors, dim);

    /// <summary>Tensors one after the other along a dimension.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.cat(tensors, dim);

    /// <summary>Tensors of one shape along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.stack([.. tensors], dim);

    /// <summary>Another shape, copied when it must be; -1 is worked out.</summary>
    public static Tensor reshape(Tensor input, params long[] shape) => Aten.reshape(input, shape);

    /// <summary>Dimensions in another order.</summary>
    public static Tensor permute(Tensor input, params long[] permutation) => Aten.permute(input, permutation);

    /// <summary>Two dimensions swapped.</summary>
    public static Tensor transpose(Tensor input, long dim0, long dim1) => Aten.transpose(input, dim0, dim1);

    /// <summary>A new dimension of size one.</summary>
    public static Tensor unsqueeze(Tensor input, long dim) => Aten.unsqueeze(input, dim);

    /// <summary>A range of dimensions made one.</summary>
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => Aten.flatten(input, start_dim, end_dim);

    /// <summary>Pieces of the given sizes.</summary>
    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0L) =>
        Aten.split_with_sizes(tensor, split_size_or_sections, dim);

    /// <summary>A number of pieces.</summary>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => Aten.chunk(input, chunks, dim);

    /// <summary>A range of a dimension, same memory.</summary>
    public static Tensor narrow(Tensor input, long dim, long start, long length) => Aten.narrow(input, dim, start, length);

    /// <summary>Places of a dimension by index, copied.</summary>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => Aten.index_select(input, dim, index);

    /// <summary>Elements of a dimension by an index of the result's shape.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index) => Aten.gather(input, dim, index);

    /// <summary>Order of some dimensions turned round.</summary>
    public static Tensor flip(Tensor input, params long[] dims) => Aten.flip(input, dims);

    /// <summary>The lower triangle.</summary>
    public static Tensor tril(Tensor input, long diagonal = 0) => Aten.tril(input, diagonal);

    /// <summary>The upper triangle.</summary>
    public static Tensor triu(Tensor input, long diagonal = 0L) => Aten.triu(input, diagonal);

    /// <summary>Indices of elements that are not zero.</summary>
    public static Tensor nonzero(Tensor input) => Aten.nonzero(input);

    /// <summary>Coordinates of a grid.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Aten.meshgrid([.. tensors], indexing);

    /// <summary>Sum of products in Einstein's notation.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.einsum(equation, tensors);

    /// <summary>Product of matrices or batches of them.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    /// <summary>Product of two matrices.</summary>
    public static Tensor mm(Tensor input, Tensor target) => Aten.mm(input, target);

    /// <summary>Product of two batches of matrices.</summary>
    public static Tensor bmm(Tensor input, Tensor batch2) => Aten.bmm(input, batch2);

    /// <summary>A copy.</summary>
    public static Tensor clone(Tensor input) => Aten.clone(input);
}
