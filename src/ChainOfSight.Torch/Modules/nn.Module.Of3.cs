namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part whose forward takes three arguments.</summary>
        /// <typeparam name="T1">An argument.</typeparam>
        /// <typeparam name="T2">An argument.</typeparam>
        /// <typeparam name="T3">An argument.</typeparam>
        /// <typeparam name="TResult">The result.</typeparam>
        public abstract class Module<T1, T2, T3, TResult> : Module, IModule<T1, T2, T3, TResult>
        {
            /// <summary>Creates a part.</summary>
            /// <param name="name">Shown in messages.</param>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>Computes the result.</summary>
            /// <param name="input1">An argument.</param>
            /// <param name="input2">An argument.</param>
            /// <param name="input3">An argument.</param>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <inheritdoc/>
            public TResult call(T1 input1, T2 input2, T3 input3) => forward(input1, input2, input3);
        }
    }
}
