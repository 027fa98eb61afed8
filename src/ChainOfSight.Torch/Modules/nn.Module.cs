using System.Reflection;
using ChainOfSight.Torch.Modules;

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Networks.</summary>
    public static partial class nn
    {
        /// <summary>
        /// A part of a network: it owns parameters, buffers and other parts, each under the name of its field. Call
        /// <see cref="RegisterComponents"/> at the end of the constructor.
        /// </summary>
        public partial class Module : IDisposable
        {
            private readonly List<(string Name, Parameter Value)> _parameters = [];
            private readonly List<(string Name, Tensor Value, bool Persistent)> _buffers = [];
            private readonly List<(string Name, Module Value)> _children = [];
            private bool _registered;

            /// <summary>Creates a part.</summary>
            /// <param name="name">Shown in messages; names of parameters come from fields.</param>
            protected Module(string name) => Name = name;

            /// <summary>Whether the part behaves as in training (dropout works) or as in use.</summary>
            public virtual bool training { get; private set; } = true;

            private string Name { get; }

            /// <summary>Shown in messages.</summary>
            public virtual string GetName() => Name;

            /// <summary>Sets training or use for this part and all below it.</summary>
            /// <param name="train">False for use.</param>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, child) in _children)
                {
                    child.train(train);
                }
            }

            /// <summary>Sets use for this part and all below it.</summary>
            public virtual void eval() => train(false);

            /// <summary>Adds a parameter.</summary>
            /// <param name="name">Without dots, not yet taken.</param>
            /// <param name="param">The parameter.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                CheckFree(name);
                _parameters.Add((name, param));
            }

            /// <summary>Adds a tensor that is no parameter.</summary>
            /// <param name="name">Without dots, not yet taken.</param>
            /// <param name="tensor">The tensor.</param>
            /// <param name="persistent">Whether it is part of the state.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                CheckFree(name);
                _buffers.Add((name, tensor, persistent));
            }

            /// <summary>Adds a part.</summary>
            /// <param name="name">Without dots, not yet taken.</param>
            /// <param name="submodule">The part.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                CheckFree(name);
                submodule.RegisterComponents();
                _children.Add((name, submodule));
            }

            /// <summary>Adds a part; same as <see cref="register_module"/>.</summary>
            /// <param name="name">Without dots, not yet taken.</param>
            /// <param name="module">The part.</param>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Calls a function for all parts below this one, then for this one.</summary>
            /// <param name="fn">The function.</param>
            /// <returns>This part.</returns>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in _children)
                {
                    child.apply(fn);
                }

                fn(this);
                return this;
            }

            /// <summary>Releases all parameters, buffers and parts.</summary>
            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            /// <summary>
            /// Registers the fields that hold parameters, tensors and parts under their names, the most derived class
            /// first, fields in the order in which they are declared; names already registered are left alone.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_registered)
                {
                    return;
                }

                _registered = true;
                foreach (var field in Fields(GetType()))
                {
                    if (IsTaken(field.Name))
                    {
                        continue;
                    }

                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(field.Name, module);
                            break;
                        case Parameter parameter:
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(field.Name, tensor);
                            break;
                    }
                }
            }

            /// <summary>Releases what the part owns.</summary>
            /// <param name="disposing">False from a finalizer.</param>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }

                _parameters.ForEach(p => p.Value.Dispose());
                _buffers.ForEach(b => b.Value.Dispose());
                _children.ForEach(c => c.Value.Dispose());
            }

            /// <summary>Forgets all parts, for collections that number them anew.</summary>
            protected void ClearModules() => _children.Clear();

            private static IEnumerable<FieldInfo> Fields(Type type)
            {
                for (Type? at = type; at is not null && at != typeof(Module); at = at.BaseType)
                {
                    foreach (var field in at.GetFields(
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    {
                        yield return field;
                    }
                }
            }

            private bool IsTaken(string name) =>
                _parameters.Exists(p => p.Name == name) || _buffers.Exists(b => b.Name == name) || _children.Exists(c => c.Name == name);

            private void CheckFree(string name)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"'{name}' cannot name a component of {Name}: a name is not empty and has no dot.", nameof(name));
                }

                if (IsTaken(name))
                {
                    throw new InvalidOperationException($"{Name} already has a component '{name}'.");
                }
            }
        }
    }
}
