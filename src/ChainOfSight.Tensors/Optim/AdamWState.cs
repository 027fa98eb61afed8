
namespace ChainOfSight.Tensors.Optim;

/// <summary>AdamW's state as named tensors, and back.</summary>
internal static class AdamWState
{
    public const string Master = "master.";
    public const string First = "exp_avg.";
    public const string Second = "exp_avg_sq.";
    public const string Step = "step.";

    public static Dictionary<string, Tensor> Export(IEnumerable<AdamWSlot> slots)
    {
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var slot in slots)
        {
            foreach (var (name, tensor) in Parts(slot))
            {
                state[name] = tensor.detach();
            }

            state[Step + slot.Name] = tensor(slot.Steps, dtype: ScalarType.Int64);
        }

        return state;
    }

    /// <summary>Checks everything, then copies everything: a state that does not fit changes nothing.</summary>
    public static void Import(IReadOnlyList<AdamWSlot> slots, IReadOnlyDictionary<string, Tensor> state)
    {
        var expected = slots.SelectMany(Parts).ToDictionary(part => part.Name, part => part.Tensor, StringComparer.Ordinal);
        foreach (var (name, tensor) in expected)
        {
            var given = Find(state, name);
            if (!given.shape.AsSpan().SequenceEqual(tensor.shape) || given.dtype != tensor.dtype)
            {
                throw new OptimizerStateException($"The optimizer state has '{name}' as {given}, the parameter needs {tensor}.");
            }
        }

        var steps = slots.Select(slot => Count(Find(state, Step + slot.Name), slot.Name)).ToList();
        var unknown = state.Keys.FirstOrDefault(name => !expected.ContainsKey(name) && !slots.Any(slot => name == Step + slot.Name));
        if (unknown is not null)
        {
            throw new OptimizerStateException($"The optimizer state has '{unknown}', which belongs to no parameter of this optimizer.");
        }

        using var guard = no_grad();
        using var scope = NewDisposeScope();
        for (var i = 0; i < slots.Count; i++)
        {
            foreach (var (name, tensor) in Parts(slots[i]))
            {
                tensor.copy_(state[name]);
            }

            slots[i].Steps = steps[i];
            if (slots[i].HasMaster)
            {
                slots[i].Parameter.copy_(slots[i].Master);
            }
        }
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Parts(AdamWSlot slot)
    {
        if (slot.HasMaster)
        {
            yield return (Master + slot.Name, slot.Master);
        }

        yield return (First + slot.Name, slot.First);
        yield return (Second + slot.Name, slot.Second);
    }

    private static Tensor Find(IReadOnlyDictionary<string, Tensor> state, string name) => state.TryGetValue(name, out var tensor)
        ? tensor
        : throw new OptimizerStateException($"The optimizer state lacks '{name}': it was saved with other trained parameters.");

    private static long Count(Tensor steps, string name)
    {
        var count = steps.dtype == ScalarType.Int64 && steps.numel() == 1 ? steps.item<long>() : -1;
        return count >= 0 ? count : throw new OptimizerStateException(
            $"The optimizer state has '{Step}{name}' as {steps}; a count of steps is one 64-bit integer of at least 0.");
    }
}
