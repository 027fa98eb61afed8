using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Door;

/// <summary>Native handles of the operators of <see cref="Aten"/>, resolved and checked together at first use.</summary>
internal static unsafe class Operators
{
    private static readonly Lock Gate = new();
    private static readonly nint[] Handles = new nint[Aten.Schemas.Length];
    private static bool _resolved;

    /// <summary>Calls an operator; results are owned by the caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Call(int index, Value* args, int count, Value* results, int capacity)
    {
        var op = Handles[index];
        if (op == 0)
        {
            op = Resolve(index);
        }

        int returned;
        var code = NativeMethods.cos_operator_call(op, args, count, results, capacity, &returned);
        if (code != 0)
        {
            Fault.Throw(code, NameOf(index));
        }
    }

    /// <summary>Whether the loaded libtorch has an optional operator.</summary>
    public static bool Has(int index)
    {
        ResolveAll();
        return Handles[index] != 0;
    }

    private static nint Resolve(int index)
    {
        ResolveAll();
        return Handles[index] != 0
            ? Handles[index]
            : throw new TorchUnsupportedException(
                $"{NameOf(index)} is not in the loaded libtorch {TorchLibrary.Version}; expected {Aten.Schemas[index]}.");
    }

    private static void ResolveAll()
    {
        if (Volatile.Read(ref _resolved))
        {
            return;
        }

        lock (Gate)
        {
            // Who waited here must not resolve again: others use the handles already.
            if (_resolved)
            {
                return;
            }

            TorchLibrary.EnsureLoaded();
            SchemaCheck.Run(Aten.Schemas, Aten.Required, Handles);
            Volatile.Write(ref _resolved, true);
        }
    }

    private static string NameOf(int index)
    {
        var schema = Aten.Schemas[index];
        return schema["aten::".Length..schema.IndexOf('(')];
    }
}
