using System.Diagnostics.CodeAnalysis;
using ChainOfSight.Torch.Door;

#pragma warning disable CA1816 // Whatever empties the handle spares the finalizer its work.

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>
    /// A tensor of libtorch. Native memory is released by the scope it was made in, by <see cref="Dispose()"/>, or at
    /// last by the finalizer. Names and meanings are TorchSharp's. Not safe for use by two threads at once.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long _total;
        private static long _peak;
        private nint _handle;

        internal Tensor(nint handle)
        {
            if (handle == 0)
            {
                throw new TorchException("libtorch returned no tensor");
            }

            _handle = handle;
            var total = Interlocked.Increment(ref _total);
            if (total > Volatile.Read(ref _peak))
            {
                Volatile.Write(ref _peak, total);
            }

            DisposeScopeManager.Register(this);
        }

        /// <summary>Releases the native tensor of an object that nobody disposed.</summary>
        ~Tensor() => Release();

        /// <summary>Tensors of this process that are not yet released, of all threads.</summary>
        public static long TotalCount => Interlocked.Read(ref _total);

        /// <summary>The largest <see cref="TotalCount"/> so far.</summary>
        public static long PeakCount => Volatile.Read(ref _peak);

        /// <summary>Whether the native tensor was released.</summary>
        public bool IsInvalid => _handle == 0;

        /// <summary>The native TensorImpl; this object keeps the reference.</summary>
        /// <exception cref="ObjectDisposedException">It was released.</exception>
        public nint Handle
        {
            get
            {
                var handle = _handle;
                return handle != 0 ? handle : throw Released();
            }
        }

        internal DisposeScope? OwningScope { get; set; }

        internal int ScopeSlot { get; set; }

        /// <summary>Releases the native tensor; a second call does nothing.</summary>
        public void Dispose()
        {
            if (_handle != 0)
            {
                if (OwningScope is { } scope)
                {
                    scope.Remove(this);
                    DisposeScopeManager.Statistics.DisposedInScopeCount++;
                }
                else
                {
                    DisposeScopeManager.Statistics.DisposedOutsideScopeCount++;
                }
            }

            Release();
            GC.SuppressFinalize(this);
        }

        /// <summary>Gives the tensor to the scope outside its own.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of every scope.</summary>
        /// <returns>This tensor.</returns>
        public Tensor DetachFromDisposeScope()
        {
            OwningScope?.Detach(this);
            return this;
        }

        /// <summary>Gives the tensor to a scope.</summary>
        /// <param name="other">The scope; null for none.</param>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            OwningScope?.MoveToOther(other, this);
            return this;
        }

        /// <summary>Gives the tensor to the scope of another tensor.</summary>
        /// <param name="other">The other tensor.</param>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningScope);

        /// <summary>A second object for the same native tensor.</summary>
        public Tensor alias()
        {
            Fault.Check(NativeMethods.cos_tensor_share(Handle, out var same));
            GC.KeepAlive(this);
            return new Tensor(same);
        }

        /// <summary>Puts another native tensor under this object, whose holders then see the new one.</summary>
        internal void Replace(Tensor other)
        {
            (_handle, other._handle) = (other._handle, _handle);
            other.Dispose();
        }

        /// <summary>Gives the native reference away; this object is empty afterwards.</summary>
        internal nint Surrender()
        {
            var handle = Handle;
            OwningScope?.Remove(this);
            _handle = 0;
            Interlocked.Decrement(ref _total);
            DisposeScopeManager.Statistics.DisposedInScopeCount++;
            GC.SuppressFinalize(this);
            return handle;
        }

        /// <summary>Releases the tensor of a scope that is itself clearing its list.</summary>
        internal void DisposeByScope()
        {
            OwningScope = null;
            DisposeScopeManager.Statistics.DisposedInScopeCount++;
            Release();
            GC.SuppressFinalize(this);
        }

        private void Release()
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                Interlocked.Decrement(ref _total);
                NativeMethods.cos_tensor_release(handle);
            }
        }

        [SuppressMessage("Performance", "CA1859", Justification = "Kept out of the hot path.")]
        private static Exception Released() => new ObjectDisposedException(
            nameof(Tensor), "The tensor was released: its scope ended, or it was disposed. Move it out with MoveToOuter before its scope ends.");
    }
}
