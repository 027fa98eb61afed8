using ChainOfSight.Torch.Modules;

namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Parts in order, named 0, 1, 2, …</summary>
        /// <param name="modules">The parts.</param>
        public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

        /// <summary>Parts in order, named 0, 1, 2, …</summary>
        /// <typeparam name="T">Their type.</typeparam>
        /// <param name="modules">The parts.</param>
        public static ModuleList<T> ModuleList<T>(params T[] modules)
            where T : Module => new(modules);

        /// <summary>Parts by name.</summary>
        /// <param name="modules">The parts.</param>
        public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => new(modules);

        /// <summary>Parts by name.</summary>
        /// <typeparam name="T">Their type.</typeparam>
        /// <param name="modules">The parts.</param>
        public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
            where T : Module => new(modules);

        /// <summary>Parts that each take the result of the one before, named by their places.</summary>
        /// <param name="modules">The parts.</param>
        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules)
        {
            var made = new Sequential();
            Array.ForEach(modules, m => made.append(m));
            return made;
        }

        /// <summary>Parts that each take the result of the one before.</summary>
        /// <param name="modules">Names and parts.</param>
        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules)
        {
            var made = new Sequential();
            Array.ForEach(modules, m => made.append(m.name, m.submodule));
            return made;
        }
    }
}
