namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part whose forward takes one argument.</summary>
        /// <typeparam name="T">An argument.</typeparam>
        /// <typeparam name="TResult">The result.</typeparam>
        public abstract class Module<T, TResult> : Module, IModule<T, TResult>
        {
            /// <summary>Creates a part.</summary>
            /// <param name="name">Shown in messages.</param>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>Computes the result.</summary>
            /// <param name="input">An argument.</param>
            public abstract TResult forward(T input);

            /// <inheritdoc/>
            public TResult call(T input) => forward(input);
        }
    }
}
