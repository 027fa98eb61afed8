namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Places of a dimension by index, copied. Repeatable in backward, unlike advanced indexing.</summary>
        public Tensor index_select(long dim, Tensor index) => Aten.index_select(this, dim, index);

        /// <summary>Elements of a dimension by an index of the result's shape.</summary>
        public Tensor gather(long dim, Tensor index) => Aten.gather(this, dim, index);

        /// <summary>A copy with elements replaced by index.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.scatter(this, dim, index, src);

        /// <summary>Elements replaced by index, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.scatter_(this, dim, index, src);

        /// <summary>A copy with elements added by index.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.scatter_add(this, dim, index, src);

        /// <summary>Elements added by index, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.scatter_add_(this, dim, index, src);

        /// <summary>A copy with slices added by index.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add(this, dim, index, source, alpha);

        /// <summary>Slices added by index, in place.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add_(this, dim, index, source, alpha);

        /// <summary>Slices replaced by index, in place.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.index_copy_(this, dim, index, source);

        /// <summary>The value where the mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill(this, mask, value);

        /// <summary>The value where the mask is true, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.masked_fill_(this, mask, value);

        /// <summary>Elements where the mask is true, in one dimension.</summary>
        public Tensor masked_select(Tensor mask) => Aten.masked_select(this, mask);

        /// <summary>Elements of the source where the mask is true.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.masked_scatter(this, mask, value);

        /// <summary>Indices of elements that are not zero: [count, dimensions].</summary>
        public Tensor nonzero() => Aten.nonzero(this);

        /// <summary>Elements along a dimension by index, broadcasting.</summary>
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.take_along_dim(this, indices, dim);

        /// <summary>This where the condition holds, elsewhere the other.</summary>
        public Tensor where(Tensor condition, Tensor y) => Aten.where(condition, this, y);
    }
}
