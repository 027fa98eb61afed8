using System.Globalization;
using System.Text.Json;
using ChainOfSight.Storage;
using ChainOfSight.Tensors;

namespace ChainOfSight.Benchmarks.Engines;

/// <summary>What a tensor engine costs, and whether a short training run agrees with that of another engine.</summary>
internal static class EngineBenchmark
{
    private const int Steps = 20;

    // Twenty updates carry a difference in the last bit of f32 that far.
    private const double Limit = 1e-3;

    /// <summary>Runs it.</summary>
    /// <param name="arguments"><c>--out FILE</c> keeps what the run left; <c>--against FILE</c> compares with what was kept; <c>--bits</c> asks for equal bits.</param>
    /// <returns>0; 1 where the runs differ by more than rounding, or at all with <c>--bits</c>.</returns>
    /// <exception cref="UserErrorException">An argument is not known or lacks its value, or the file to compare with cannot be read.</exception>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var (made, file, bits) = Parse(arguments);
        var other = file is null ? null : Read(file);
        TensorEngine.Library.EnsureLoaded();
        var small = EngineRun.SmallOperator();
        var (fingerprint, step) = EngineRun.Train(Steps);
        Console.WriteLine(fingerprint.Engine);
        Console.WriteLine($"  loaded from        {TensorEngine.Library.LibraryPath}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  small operator     {small.TotalMicroseconds:0.00} us"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  training step      {step.TotalMilliseconds:0.0} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  loss               {fingerprint.Losses[0]:0.0000} to {fingerprint.Losses[^1]:0.0000} in {Steps} steps"));
        if (made is not null)
        {
            File.WriteAllText(made, JsonSerializer.Serialize(fingerprint));
        }

        return other is null ? 0 : Compare(fingerprint, other, bits);
    }

    private static int Compare(EngineFingerprint here, EngineFingerprint there, bool bits)
    {
        var (loss, weight, same) = (there.LossDifference(here), there.WeightDifference(here), there.HasBitsOf(here));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  against {there.Engine}: losses differ by {loss:0.0e+0}, weights by {weight:0.0e+0}, bits are {(same ? "equal" : "not equal")}"));
        return (bits ? same : loss <= Limit && weight <= Limit) ? 0 : 1;
    }

    private static EngineFingerprint Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<EngineFingerprint>(File.ReadAllText(file)) ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UserErrorException($"'{file}', named with --against, is not what a run of 'engine --out FILE' leaves: {e.Message} Make it with the other engine first.", e);
        }
    }

    private static (string? Out, string? Against, bool Bits) Parse(IReadOnlyList<string> arguments)
    {
        var (made, other, bits) = ((string?)null, (string?)null, false);
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--bits":
                    bits = true;
                    break;
                case "--out" when i + 1 < arguments.Count:
                    made = arguments[++i];
                    break;
                case "--against" when i + 1 < arguments.Count:
                    other = arguments[++i];
                    break;
                default:
                    throw new UserErrorException($"'{arguments[i]}' is no option of engine, or lacks its value. Legal are --out FILE, --against FILE, --bits.");
            }
        }

        return (made, other, bits);
    }
}
