namespace ChainOfSight.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Part of the tensor. Numbers and ranges share memory; index tensors copy.</summary>
        /// <param name="indices">One for each dimension from the first on; missing ones are whole.</param>
        /// <exception cref="TorchIndexException">Outside a dimension, or more indices than dimensions.</exception>
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => Assign(indices, value);
        }

        /// <summary>Elements by index tensors, one for each dimension from the first on, or by a mask.</summary>
        /// <param name="indices">Integers, or truth values.</param>
        public Tensor this[params Tensor[] indices]
        {
            get => Aten.index(this, indices);
            set => Aten.index_put_(this, indices, value);
        }

        /// <summary>One place of the first dimension; shares memory.</summary>
        /// <param name="i1">The place.</param>
        public Tensor this[long i1]
        {
            get => Aten.select(this, 0, i1);
            set => Assign([i1], value);
        }

        /// <summary>One place of the first two dimensions; shares memory.</summary>
        /// <param name="i1">First dimension.</param>
        /// <param name="i2">Second dimension.</param>
        public Tensor this[long i1, long i2]
        {
            get => index([i1, i2]);
            set => Assign([i1, i2], value);
        }

        /// <summary>One place of the first three dimensions; shares memory.</summary>
        /// <param name="i1">First dimension.</param>
        /// <param name="i2">Second dimension.</param>
        /// <param name="i3">Third dimension.</param>
        public Tensor this[long i1, long i2, long i3]
        {
            get => index([i1, i2, i3]);
            set => Assign([i1, i2, i3], value);
        }

        /// <summary>Part of the tensor; see the indexer.</summary>
        /// <param name="indices">One for each dimension from the first on.</param>
        public Tensor index(params TensorIndex[] indices)
        {
            var view = View(indices, out var tensors);
            if (tensors is null)
            {
                return ReferenceEquals(view, this) ? alias() : view;
            }

            var result = Aten.index(view, tensors);
            if (!ReferenceEquals(view, this))
            {
                view.Dispose();
            }

            return result;
        }

        /// <summary>Elements by index tensors.</summary>
        /// <param name="indices">Integers, or truth values.</param>
        public Tensor index(params Tensor[] indices) => Aten.index(this, indices);

        /// <summary>Overwrites elements by index tensors, in place.</summary>
        /// <param name="value">Broadcast to the indexed shape.</param>
        /// <param name="indices">Integers, or truth values.</param>
        /// <param name="accumulate">Add instead; equal indices add up.</param>
        /// <returns>This tensor.</returns>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Aten.index_put_(this, indices, value, accumulate);

        private void Assign(TensorIndex[] indices, Tensor value)
        {
            var view = View(indices, out var tensors);
            if (tensors is null)
            {
                Aten.copy_(view, value);
            }
            else
            {
                Aten.index_put_(view, tensors, value);
            }

            if (!ReferenceEquals(view, this))
            {
                view.Dispose();
            }
        }

        /// <summary>Applies all that shares memory; what is left are index tensors by dimension of the view.</summary>
        private Tensor View(TensorIndex[] indices, out Tensor?[]? tensors)
        {
            tensors = null;
            var view = this;
            var dim = 0;
            for (var i = 0; i < indices.Length; i++)
            {
                var at = indices[i];
                switch (at.Kind)
                {
                    case IndexKind.Ellipsis:
                        dim = (int)view.Dimensions - Consumed(indices.AsSpan(i + 1));
                        break;
                    case IndexKind.NewDimension:
                        view = Advance(view, Aten.unsqueeze(view, dim++));
                        break;
                    case IndexKind.Single:
                        view = Advance(view, Aten.select(view, dim, at.Start ?? 0));
                        break;
                    case IndexKind.Slice when at.Start is null or 0 && at.Stop is null && at.Step is null or 1:
                        dim++;
                        break;
                    case IndexKind.Slice:
                        view = Advance(view, Aten.slice(view, dim++, at.Start, at.Stop, at.Step ?? 1));
                        break;
                    default:
                        tensors ??= new Tensor?[Math.Max(dim + 1, (int)view.Dimensions)];
                        tensors[dim] = at.Index;
                        dim += at.Index!.dtype == ScalarType.Bool ? (int)at.Index.Dimensions : 1;
                        break;
                }
            }

            if (tensors is not null)
            {
                tensors = tensors[..(Array.FindLastIndex(tensors, t => t is not null) + 1)];
            }

            return view;
        }

        private static int Consumed(ReadOnlySpan<TensorIndex> rest)
        {
            var dimensions = 0;
            foreach (var at in rest)
            {
                dimensions += at.Kind switch
                {
                    IndexKind.NewDimension => 0,
                    IndexKind.Tensor when at.Index!.dtype == ScalarType.Bool => (int)at.Index.Dimensions,
                    _ => 1,
                };
            }

            return dimensions;
        }

        private Tensor Advance(Tensor from, Tensor to)
        {
            if (!ReferenceEquals(from, this))
            {
                from.Dispose();
            }

            return to;
        }
    }
}
