using ChainOfSight.Torch.Modules;

namespace ChainOfSight.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters by their dotted names; one that two parts share comes once.</summary>
            /// <param name="recurse">Whether parts below count.</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<nint>();
                foreach (var (name, parameter) in Walk(this, string.Empty, recurse, m => m._parameters))
                {
                    if (seen.Add(parameter.Handle))
                    {
                        yield return (name, parameter);
                    }
                }
            }

            /// <summary>Parameters, in the order of <see cref="named_parameters"/>.</summary>
            /// <param name="recurse">Whether parts below count.</param>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>Buffers by their dotted names; one that two parts share comes once.</summary>
            /// <param name="recurse">Whether parts below count.</param>
            /// <param name="include_nonpersistent">Whether those count that are no part of the state.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<nint>();
                foreach (var (name, buffer) in Walk(this, string.Empty, recurse, m => m._buffers
                    .Where(b => b.Persistent || include_nonpersistent).Select(b => (b.Name, b.Value))))
                {
                    if (seen.Add(buffer.Handle))
                    {
                        yield return (name, buffer);
                    }
                }
            }

            /// <summary>Buffers, in the order of <see cref="named_buffers"/>.</summary>
            /// <param name="recurse">Whether parts below count.</param>
            /// <param name="include_nonpersistent">Whether those count that are no part of the state.</param>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            /// <summary>Parts directly below this one.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _children;

            /// <summary>Parts directly below this one.</summary>
            public virtual IEnumerable<Module> children() => _children.Select(c => c.Value);

            /// <summary>All parts below this one by their dotted names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                _children.Concat(_children.SelectMany(c => c.Value.named_modules().Select(m => ($"{c.Name}.{m.name}", m.module))));

            /// <summary>All parts below this one.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>A parameter by its dotted name, or null.</summary>
            /// <param name="target">The name.</param>
            public virtual Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(p => p.name == target).parameter;

            /// <summary>A buffer by its dotted name, or null.</summary>
            /// <param name="target">The name.</param>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(b => b.name == target).buffer;

            /// <summary>Whether there is a parameter of a dotted name.</summary>
            /// <param name="target">The name.</param>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>Whether there is a buffer of a dotted name.</summary>
            /// <param name="target">The name.</param>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>Parameters and persistent buffers by their dotted names, not copied; shared ones under each name.</summary>
            /// <param name="destination">Where to put them; null for a new dictionary.</param>
            /// <param name="prefix">Put before each name, with a dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var before = string.IsNullOrEmpty(prefix) ? string.Empty : prefix + ".";
                foreach (var (name, parameter) in Walk(this, before, recurse: true, m => m._parameters))
                {
                    destination.TryAdd(name, parameter);
                }

                foreach (var (name, buffer) in Walk(this, before, recurse: true, m => m._buffers
                    .Where(b => b.Persistent).Select(b => (b.Name, b.Value))))
                {
                    destination.TryAdd(name, buffer);
                }

                return destination;
            }

            /// <summary>Copies values into parameters and buffers of the same names, converting type and device.</summary>
            /// <param name="source">Values by dotted name.</param>
            /// <param name="strict">Whether names must be the same on both sides.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <returns>Names that the source lacks, and names that this part lacks.</returns>
            /// <exception cref="InvalidOperationException">Strict, and names differ: the message lists them.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                bool Counts(string name) => skip is null || !skip.Contains(name);
                var missing = target.Keys.Where(name => Counts(name) && !source.ContainsKey(name)).ToList();
                var unexpected = source.Keys.Where(name => Counts(name) && !target.ContainsKey(name)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"The state does not fit {Name}. Missing: {List(missing)}. Unexpected: {List(unexpected)}.");
                }

                using var unrecorded = no_grad();
                foreach (var (name, value) in source)
                {
                    if (Counts(name) && target.TryGetValue(name, out var into))
                    {
                        into.copy_(value);
                    }
                }

                return (missing, unexpected);
            }

            private static string List(List<string> names) => names.Count == 0
                ? "none"
                : string.Join(", ", names.Take(8)) + (names.Count > 8 ? $" and {names.Count - 8} more" : string.Empty);

            private static IEnumerable<(string Name, T Value)> Walk<T>(
                Module at, string prefix, bool recurse, Func<Module, IEnumerable<(string Name, T Value)>> own)
            {
                foreach (var (name, value) in own(at))
                {
                    yield return (prefix + name, value);
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach (var (name, child) in at._children)
                {
                    foreach (var found in Walk(child, $"{prefix}{name}.", recurse, own))
                    {
                        yield return found;
                    }
                }
            }
        }
    }
}
