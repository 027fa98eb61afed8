namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Whatever computes a result from one argument.</summary>
        /// <typeparam name="T">An argument.</typeparam>
        /// <typeparam name="TResult">The result.</typeparam>
        public interface IModule<T, TResult>
        {
            /// <summary>Computes the result.</summary>
            /// <param name="input1">An argument.</param>
            TResult call(T input1);
        }
    }
}
