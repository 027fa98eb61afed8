using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Models.Verification;

/// <summary>Vectors of an inflated resampler: queries to the bit, tokens in f32 and bf16, and the invariant of constant features.</summary>
internal static class InflationVector
{
    public static IReadOnlyList<VectorQuantity> Check(string path)
    {
        using var file = new VectorFile(path);
        using var parentFile = OpenParent(file);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var parent = ResamplerVector.Load(parentFile);
        using var child = Inflation.Grow(parent, Layout(file));
        var features = ResamplerVector.Features(file);
        var expected = file.Get("tokens", 3);
        var weights = child.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        var queries = Enumerable.Range(0, child.Layout.Scales.Count).Select(i => $"scales.{i}.queries")
            .Select(name => (name, VectorError.Bits(weights[name], file.Get(name, 4), name)));
        return
        [
            VectorError.Largest("copied queries", VectorLimits.Exact, queries),
            new("tokens", VectorError.Relative(child.call(features), expected, "tokens"), VectorLimits.Forward),
            new("constant features", InflationCheck.LargestDifference(parent, child), InflationCheck.Limit),
            ResamplerVector.LowPrecision(child, features, expected),
        ];
    }

    private static VectorFile OpenParent(VectorFile file)
    {
        var name = file.Text("parent");
        if (name.Length == 0 || name != System.IO.Path.GetFileName(name))
        {
            throw new VectorException($"the metadata's parent '{name}' must be the name of a file in the same folder");
        }

        var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file.Path) ?? "", $"{name}.safetensors");
        return File.Exists(path) ? new(path) : throw new VectorException($"its parent {name}.safetensors is not in the same folder");
    }

    private static ResamplerLayout Layout(VectorFile file)
    {
        var (windows, parents) = (file.Counts("windows"), file.Counts("parents"));
        if (windows.Length != parents.Length)
        {
            throw new VectorException($"the metadata has {windows.Length} windows but {parents.Length} parents");
        }

        return new()
        {
            Name = System.IO.Path.GetFileNameWithoutExtension(file.Path),
            Grid = file.Count("grid"),
            Scales = [.. windows.Select((window, i) => new ResamplerScale(window, (int)file.Get($"scales.{i}.queries", 4).shape[2], parents[i]))],
        };
    }
}
