namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part whose forward takes two arguments.</summary>
        /// <typeparam name="T1">An argument.</typeparam>
        /// <typeparam name="T2">An argument.</typeparam>
        /// <typeparam name="TResult">The result.</typeparam>
        public abstract class Module<T1, T2, TResult> : Module, IModule<T1, T2, TResult>
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
            public abstract TResult forward(T1 input1, T2 input2);

            /// <inheritdoc/>
            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }
    }
}
