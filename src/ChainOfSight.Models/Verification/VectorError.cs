namespace ChainOfSight.Models.Verification;

/// <summary>Errors of tensors against vectors.</summary>
internal static class VectorError
{
    /// <summary>max|a − b| / max|b|; infinite where b is all zero and a is not.</summary>
    /// <exception cref="VectorException">The shapes differ.</exception>
    public static double Relative(Tensor actual, Tensor expected, string name)
    {
        if (!actual.shape.SequenceEqual(expected.shape))
        {
            throw new VectorException($"{name} has shape [{string.Join(", ", expected.shape)}], the file's other tensors lead to [{string.Join(", ", actual.shape)}]");
        }

        if (expected.numel() == 0)
        {
            throw new VectorException($"{name} is empty");
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var wanted = expected.to(ScalarType.Float64);
        var difference = (actual.detach().cpu().to(ScalarType.Float64) - wanted).abs().max().item<double>();
        var largest = wanted.abs().max().item<double>();
        return difference == 0 ? 0 : difference / largest;
    }

    /// <summary>0 where both are equal to the bit; otherwise the relative error, never 0.</summary>
    public static double Bits(Tensor actual, Tensor expected, string name)
    {
        var error = Relative(actual, expected, name);
        using var scope = NewDisposeScope();
        var same = actual.detach().cpu().contiguous().bytes.SequenceEqual(expected.contiguous().bytes);
        return same ? 0 : Math.Max(error, double.Epsilon);
    }

    /// <summary>The largest error of several tensors that form one quantity.</summary>
    public static VectorQuantity Largest(string name, double limit, IEnumerable<(string Name, double Error)> errors)
    {
        var worst = ("", -1.0);
        foreach (var entry in errors)
        {
            worst = !(entry.Error <= worst.Item2) ? entry : worst;
        }

        return worst.Item2 < 0
            ? throw new VectorException($"the file holds nothing to compare {name} with")
            : new(name, worst.Item2, limit, worst.Item1);
    }
}
