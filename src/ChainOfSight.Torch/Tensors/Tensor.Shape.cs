namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Same memory with another shape; -1 is worked out.</summary>
        public Tensor view(params long[] shape) => Aten.view(this, shape);

        /// <summary>Same memory with the other's shape.</summary>
        public Tensor view_as(Tensor other) => Aten.view(this, other.shape);

        /// <summary>Another shape, copied when it must be; -1 is worked out.</summary>
        public Tensor reshape(params long[] shape) => Aten.reshape(this, shape);

        /// <summary>Dimensions in another order.</summary>
        public Tensor permute(params long[] permutation) => Aten.permute(this, permutation);

        /// <summary>Two dimensions swapped.</summary>
        public Tensor transpose(long dim0, long dim1) => Aten.transpose(this, dim0, dim1);

        /// <summary>A matrix with rows and columns swapped.</summary>
        public Tensor t() => Aten.t(this);

        /// <summary>A new dimension of size one.</summary>
        public Tensor unsqueeze(long dim) => Aten.unsqueeze(this, dim);

        /// <summary>A new dimension of size one, in place.</summary>
        public Tensor unsqueeze_(long dim) => Aten.unsqueeze_(this, dim);

        /// <summary>Without a dimension of size one; without all of them when null.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } one ? Aten.squeeze(this, one) : Aten.squeeze(this);

        /// <summary>A range of dimensions made one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.flatten(this, start_dim, end_dim);

        /// <summary>One dimension made several.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Unflatten(dim, sizes);

        /// <summary>Dimensions of size one repeated without copying; -1 keeps.</summary>
        public Tensor expand(params long[] sizes) => Aten.expand(this, sizes);

        /// <summary>Expanded to the other's shape.</summary>
        public Tensor expand_as(Tensor other) => Aten.expand(this, other.shape);

        /// <summary>Copied side by side along each dimension.</summary>
        public Tensor repeat(params long[] sizes) => Aten.repeat(this, sizes);

        /// <summary>Each element repeated.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave(this, repeats, dim, output_size);

        /// <summary>Each element repeated its own number of times.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave(this, repeats, dim, output_size);

        /// <summary>Expanded as broadcasting would.</summary>
        public Tensor broadcast_to(params long[] shape) => Aten.broadcast_to(this, shape);

        /// <summary>Dimensions moved to other places.</summary>
        public Tensor movedim(long[] source, long[] destination) => Aten.movedim(this, source, destination);

        /// <summary>Pieces of a size; the last may be smaller.</summary>
        public Tensor[] split(long size, long dim = 0) => Aten.split(this, size, dim);

        /// <summary>Pieces of the given sizes.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.split_with_sizes(this, sizes, dim);

        /// <summary>A number of pieces.</summary>
        public Tensor[] chunk(long chunks, long dim = 0L) => Aten.chunk(this, chunks, dim);

        /// <summary>One tensor per place of a dimension.</summary>
        public Tensor[] unbind(long dimension = 0L) => Aten.unbind(this, dimension);

        /// <summary>A range of a dimension, same memory.</summary>
        public Tensor narrow(long dim, long start, long length) => Aten.narrow(this, dim, start, length);

        /// <summary>A range of a dimension with a step, same memory.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Aten.slice(this, dim, start, finish, step);

        /// <summary>One place of a dimension, which goes away; same memory.</summary>
        public Tensor select(long dim, long index) => Aten.select(this, dim, index);

        /// <summary>Order of some dimensions turned round.</summary>
        public Tensor flip(params long[] dims) => Aten.flip(this, dims);

        /// <summary>Elements moved on, those that fall out come in again.</summary>
        public Tensor roll(long shifts, long? dims = null) => Aten.roll(this, [shifts], dims is { } one ? [one] : default);

        /// <summary>The lower triangle.</summary>
        public Tensor tril(long diagonal = 0) => Aten.tril(this, diagonal);

        /// <summary>The upper triangle.</summary>
        public Tensor triu(long diagonal = 0) => Aten.triu(this, diagonal);

        /// <summary>A diagonal, same memory.</summary>
        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Aten.diagonal(this, offset, dim1, dim2);

        /// <summary>The same memory seen with sizes and strides.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => Aten.as_strided(this, size, strides, storageOffset);

        /// <summary>Sliding windows of a dimension, same memory.</summary>
        public Tensor unfold(long dimension, long size, long step) => Aten.unfold(this, dimension, size, step);

        /// <summary>A matrix with rows and columns swapped.</summary>
        public Tensor T => Aten.t(this);

        /// <summary>The last two dimensions swapped.</summary>
        public Tensor mT => Aten.transpose(this, -2, -1);
    }
}
