namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Whatever computes a result from two arguments.</summary>
        /// <typeparam name="T1">An argument.</typeparam>
        /// <typeparam name="T2">An argument.</typeparam>
        /// <typeparam name="TResult">The result.</typeparam>
        public interface IModule<T1, T2, TResult>
        {
            /// <summary>Computes the result.</summary>
            /// <param name="input1">An argument.</param>
            /// <param name="input2">An argument.</param>
            TResult call(T1 input1, T2 input2);
        }
    }
}
