using System.Diagnostics.CodeAnalysis;

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>One place in the brackets of <c>tensor[…]</c>: a number, a range, an index tensor, an ellipsis, a new dimension.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "Never compared.")]
    [SuppressMessage("Usage", "CA2225", Justification = "The named forms are Slice, Single and Tensor.")]
    public readonly struct TensorIndex
    {
        /// <summary>As many whole dimensions as are not named.</summary>
        public static readonly TensorIndex Ellipsis = new(IndexKind.Ellipsis);

        /// <summary>A new dimension of size one.</summary>
        public static readonly TensorIndex None = new(IndexKind.NewDimension);

        /// <summary>A new dimension of size one.</summary>
        public static readonly TensorIndex Null = new(IndexKind.NewDimension);

        /// <summary>A whole dimension.</summary>
        public static readonly TensorIndex Colon = Slice();

        private TensorIndex(IndexKind kind) => Kind = kind;

        internal IndexKind Kind { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal torch.Tensor? Index { get; private init; }

        /// <summary>A number: the dimension goes away.</summary>
        /// <param name="value">The place; negative counts from the last.</param>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>A range such as <c>1..^1</c>.</summary>
        /// <param name="range">The range.</param>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>A number such as <c>^1</c>.</summary>
        /// <param name="index">The place.</param>
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>A range with open ends.</summary>
        /// <param name="range">Start and end; null is open.</param>
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range.start, range.end);

        /// <summary>A range.</summary>
        /// <param name="start">First place; null is the first.</param>
        /// <param name="stop">Behind the last place; null is the end.</param>
        /// <param name="step">Distance; null is one.</param>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(IndexKind.Slice) { Start = start, Stop = stop, Step = step };

        /// <summary>A range such as <c>1..^1</c>.</summary>
        /// <param name="range">The range.</param>
        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        /// <summary>A number: the dimension goes away.</summary>
        /// <param name="index">The place; negative counts from the last.</param>
        public static TensorIndex Single(long? index) => new(IndexKind.Single) { Start = index };

        /// <summary>Places by an integer tensor, or by a mask.</summary>
        /// <param name="tensor">Indices, or truth values.</param>
        public static TensorIndex Tensor(torch.Tensor tensor) => new(IndexKind.Tensor) { Index = tensor };
    }

    /// <summary>What a <see cref="TensorIndex"/> is.</summary>
    internal enum IndexKind
    {
        Slice,
        Single,
        Tensor,
        Ellipsis,
        NewDimension,
    }
}
