using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;
using ChainOfSight.Storage;
using ChainOfSight.Tensors.Safetensors;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Stages;

/// <summary>Fills modules with weights: from the library, else from a file of the recipe, else drawn from the seed. On the lane's thread only.</summary>
internal sealed class WeightFiller(Recipe recipe, StageRecipe stage, WeightLibrary library)
{
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    /// <summary>Fills a part.</summary>
    /// <param name="prefix">Its prefix in checkpoints.</param>
    /// <param name="target">The module.</param>
    /// <param name="path">Its weight file; null = none.</param>
    /// <param name="draw">Makes the same module in f32 with random weights; disposed here.</param>
    public void Fill(string prefix, nn.Module target, string? path, Func<nn.Module> draw)
    {
        var parameters = WeightLoader.Named(target, prefix + ".");
        var missing = parameters.Keys.Where(name => library.Find(name) is null).ToList();
        if (path is not null)
        {
            missing = ReadFile(prefix, parameters, missing, path);
        }

        if (missing.Count > 0)
        {
            Draw(prefix, missing, draw);
        }

        foreach (var (name, parameter) in parameters)
        {
            if (library.Find(name) is { } known)
            {
                TensorCopies.Copy(Fit(known, parameter), parameter);
            }
        }
    }

    /// <summary>Puts what the stage trains into the library, so that checkpoints hold it: weights of a file are there only once they are trained.</summary>
    public void Claim(IEnumerable<PartParameter> trained)
    {
        foreach (var parameter in trained.Where(parameter => library.Find(parameter.Name) is null))
        {
            // The model may hold it in bf16: f32 masters start from the file itself.
            using var file = SafetensorsFile.Open(files[parameter.Name]);
            using var value = file.GetTensor(parameter.Name[(parameter.Name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            library.Set(Fit(TensorCopies.ToHost(parameter.Name, value), parameter.Value));
        }
    }

    private List<string> ReadFile(string prefix, Dictionary<string, Parameter> parameters, List<string> missing, string path)
    {
        if (!File.Exists(path))
        {
            throw new UserErrorException($"The recipe's weights of the {prefix}, {path}, are not there. Name an existing safetensors file in model.{prefix}.weights, or remove the key to start from random weights.");
        }

        using var file = SafetensorsFile.Open(path);
        var left = new List<string>();
        foreach (var name in missing)
        {
            var own = name[(prefix.Length + 1)..];
            if (!file.Contains(own))
            {
                left.Add(name);
                continue;
            }

            using var noGradient = no_grad();
            using var value = file.GetTensor(own);
            files[name] = path;
            if (own == PositionInterpolation.Name && !value.shape.SequenceEqual(parameters[name].shape))
            {
                library.Set(Fit(TensorCopies.ToHost(name, value), parameters[name]));
                continue;
            }

            RequireShape(file.Path, own, value.shape, parameters[name].shape);
            parameters[name].copy_(value);
        }

        // Adapters start at random; anything else that a file of weights lacks is a fault.
        var lacking = left.Where(name => !name.Contains(".lora_", StringComparison.Ordinal)).ToList();
        if (lacking.Count > 0)
        {
            throw new WeightsException(path, lacking, [], []);
        }

        return left;
    }

    private void Draw(string prefix, List<string> missing, Func<nn.Module> draw)
    {
        using var scope = NewDisposeScope();
        using var fresh = draw();
        foreach (var (name, parameter) in WeightLoader.Named(fresh, prefix + ".").Where(entry => missing.Contains(entry.Key)))
        {
            library.Set(TensorCopies.ToHost(name, parameter));
        }
    }

    // A tower that meets another image size has its positions interpolated, once.
    private HostTensor Fit(HostTensor known, Tensor target)
    {
        if (known.Name != $"{PartNames.Tower}.{PositionInterpolation.Name}" || known.Shape.SequenceEqual(target.shape))
        {
            return known;
        }

        using var scope = NewDisposeScope();
        var positions = PositionInterpolation.Apply(TensorCopies.ToTensor(known, torch.CPU), stage.ImageSide!.Value / recipe.Model.Tower!.Patch);
        var fitted = TensorCopies.ToHost(known.Name, positions);
        library.Set(fitted);
        return fitted;
    }

    private static void RequireShape(string path, string name, long[] found, long[] expected)
    {
        if (!found.SequenceEqual(expected))
        {
            throw new WeightsException(path, [], [], [$"{name} [{string.Join(", ", found)}], the recipe's is [{string.Join(", ", expected)}]"]);
        }
    }
}
