using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Starts the random numbers of every device anew from a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>The host's generator.</returns>
    public static Generator manual_seed(long seed)
    {
        Fault.Check(NativeMethods.cos_random_seed(seed));
        return Generator.Default;
    }

    /// <summary>The state of the host's random numbers.</summary>
    public static Tensor get_rng_state() => Generator.Default.get_state();

    /// <summary>Sets the state of the host's random numbers.</summary>
    /// <param name="new_state">What <see cref="get_rng_state"/> gave.</param>
    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    /// <summary>Random numbers of the host, by PyTorch's names.</summary>
    public static partial class random
    {
        /// <summary>Starts the random numbers of every device anew from a seed.</summary>
        /// <param name="seed">The seed.</param>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>The state of the host's random numbers.</summary>
        public static Tensor get_rng_state() => torch.get_rng_state();

        /// <summary>Sets the state of the host's random numbers.</summary>
        /// <param name="new_state">What <see cref="get_rng_state"/> gave.</param>
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
