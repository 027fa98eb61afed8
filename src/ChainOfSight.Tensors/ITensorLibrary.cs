namespace ChainOfSight.Tensors;

/// <summary>The tensor engine and the libtorch that it loaded.</summary>
public interface ITensorLibrary
{
    /// <summary>Name of the engine: <c>LibTorch</c> or <c>TorchSharp</c>. Loads nothing.</summary>
    string Engine { get; }

    /// <summary>Version of the libtorch that is loaded, such as <c>1.13.1</c>.</summary>
    /// <exception cref="Exception">No usable native library, as <see cref="EnsureLoaded"/> says.</exception>
    string Version { get; }

    /// <summary>File that libtorch was loaded from, links followed.</summary>
    string LibraryPath { get; }

    /// <summary>libtorch's own text on how it was built and what it uses.</summary>
    string Details { get; }

    /// <summary>File of the library that multiplies f32 matrices, links followed; empty when it is built into libtorch.</summary>
    string BlasPath { get; }

    /// <summary>Threads that this library has of its own, or 0 when <c>torch.set_num_threads</c> rules it too.</summary>
    int BlasThreads { get; }

    /// <summary>Whether operations must give the same bits each time; throw where they cannot.</summary>
    /// <exception cref="TensorEngineException">Set where the engine has no such switch.</exception>
    bool Deterministic { get; set; }

    /// <summary>Model of a GPU, such as <c>NVIDIA H200</c>.</summary>
    /// <param name="device">A device of CUDA.</param>
    /// <exception cref="Exception">There is no such device.</exception>
    string DeviceName(Device device);

    /// <summary>Loads the native library unless it is loaded.</summary>
    /// <exception cref="Exception">One that <see cref="Explains"/> knows: what is missing or wrong, where it was looked for, what to do.</exception>
    void EnsureLoaded();

    /// <summary>Whether an exception comes from the engine, with a text that a person can read: a refused call, or a missing library.</summary>
    /// <param name="fault">The exception.</param>
    bool Explains(Exception fault);

    /// <summary>Whether an exception says that the memory of a device does not suffice.</summary>
    /// <param name="fault">The exception.</param>
    bool IsOutOfMemory(Exception fault);
}
