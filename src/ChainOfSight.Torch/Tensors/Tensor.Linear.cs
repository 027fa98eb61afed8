namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Product of matrices or batches of them, broadcasting.</summary>
        public Tensor matmul(Tensor target) => Aten.matmul(this, target);

        /// <summary>Product of two matrices.</summary>
        public Tensor mm(Tensor target) => Aten.mm(this, target);

        /// <summary>Product of two batches of matrices.</summary>
        public Tensor bmm(Tensor batch2) => Aten.bmm(this, batch2);

        /// <summary>Product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => Aten.mv(this, target);

        /// <summary>Sum of products of two vectors.</summary>
        public Tensor dot(Tensor target) => Aten.dot(this, target);

        /// <summary>All products of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Aten.outer(this, vec2);

        /// <summary><c>beta · this + alpha · mat1 · mat2</c>.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.addmm(this, mat1, mat2, beta, alpha);

        /// <summary><c>beta · this + alpha · batch1 · batch2</c>, by batch.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.baddbmm(this, batch1, batch2, beta, alpha);
    }
}
