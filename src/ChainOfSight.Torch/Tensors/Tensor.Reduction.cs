namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Aten.sum(this, type);

        /// <summary>Sum over dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.sum(this, dim, keepdim, type);

        /// <summary>Sum over a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Aten.sum(this, [dim], keepdim, type);

        /// <summary>Sum over a dimension; without it a literal 0 would be taken for a type.</summary>
        public Tensor sum(int dim, bool keepdim = false, ScalarType? type = null) => Aten.sum(this, [dim], keepdim, type);

        /// <summary>Mean of all elements.</summary>
        public Tensor mean() => Aten.mean(this);

        /// <summary>Mean over dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.mean(this, dimensions, keepdim, type);

        /// <summary>Variance of all elements.</summary>
        public Tensor var(bool unbiased = true) => Aten.var(this, unbiased);

        /// <summary>Variance over a dimension.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false) => Aten.var(this, [dim], unbiased, keepdim);

        /// <summary>Variance over dimensions.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false) => Aten.var(this, dimensions, unbiased, keepdim);

        /// <summary>Standard deviation of all elements.</summary>
        public Tensor std(bool unbiased = true) => Aten.std(this, unbiased);

        /// <summary>Standard deviation over a dimension.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false) => Aten.std(this, [dim], unbiased, keepdim);

        /// <summary>Largest element.</summary>
        public Tensor max() => Aten.max(this);

        /// <summary>Largest elements of a dimension, and where.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.max(this, dim, keepdim);

        /// <summary>Smallest element.</summary>
        public Tensor min() => Aten.min(this);

        /// <summary>Smallest elements of a dimension, and where.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.min(this, dim, keepdim);

        /// <summary>Largest elements over dimensions.</summary>
        public Tensor amax(long[] dims, bool keepdim = false) => Aten.amax(this, dims, keepdim);

        /// <summary>Smallest elements over dimensions.</summary>
        public Tensor amin(long[] dims, bool keepdim = false) => Aten.amin(this, dims, keepdim);

        /// <summary>Flat index of the largest element.</summary>
        public Tensor argmax() => Aten.argmax(this);

        /// <summary>Index of the largest element of a dimension.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Aten.argmax(this, dim, keepdim);

        /// <summary>Flat index of the smallest element.</summary>
        public Tensor argmin() => Aten.argmin(this);

        /// <summary>Index of the smallest element of a dimension.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Aten.argmin(this, dim, keepdim);

        /// <summary>Whether any element is true.</summary>
        public Tensor any() => Aten.any(this);

        /// <summary>Whether any element of a dimension is true.</summary>
        public Tensor any(long dim, bool keepdim = false) => Aten.any(this, dim, keepdim);

        /// <summary>Whether all elements are true.</summary>
        public Tensor all() => Aten.all(this);

        /// <summary>Whether all elements of a dimension are true.</summary>
        public Tensor all(long dim, bool keepdim = false) => Aten.all(this, dim, keepdim);

        /// <summary>Product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Aten.prod(this, type);

        /// <summary>Product over a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.prod(this, dim, keepdim, type);

        /// <summary>Product over a dimension; without it a literal 0 would be taken for a type.</summary>
        public Tensor prod(int dim, bool keepdim = false, ScalarType? type = null) => Aten.prod(this, dim, keepdim, type);

        /// <summary>Norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Aten.norm(this, p);

        /// <summary>Norm over a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Aten.norm(this, (Scalar?)p, [dim], keepdim);

        /// <summary>Logarithm of the sum of exponentials over a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.logsumexp(this, [dim], keepdim);

        /// <summary>The k largest (or smallest) of a dimension, and where.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.topk(this, k, dim, largest, sorted);

        /// <summary>Sorted along a dimension, and where each came from.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.sort(this, stable, dim, descending);

        /// <summary>Indices that sort a dimension.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.argsort(this, dim, descending);

        /// <summary>How often each whole number from 0 on occurs.</summary>
        public Tensor bincount(Tensor? weights = null, long minlength = 0) => Aten.bincount(this, weights, minlength);
    }
}
