using System.Globalization;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Grains.Replicas;

/// <summary>The conditions for equal bits as they travel in reports: one line each, so that what differs can be named.</summary>
public static class ConditionsText
{
    /// <summary>Writes conditions down.</summary>
    public static string Of(ExactConditions conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"device kind: {conditions.DeviceKind}\nlibtorch: {conditions.Torch}\nBLAS: {conditions.Blas}\ninstruction set: {conditions.InstructionSet}\ncollectives: {conditions.Collectives}\nthreads per lane: {conditions.Threads}\ndeterministic algorithms: {(conditions.Deterministic ? "yes" : "no")}");
    }

    /// <summary>What of one's conditions is not as required, in words.</summary>
    /// <param name="here">Conditions of a device.</param>
    /// <param name="required">Those of the run.</param>
    public static string Differences(string here, string required)
    {
        var wanted = Parse(required);
        var differing = Parse(here).Where(one => wanted.GetValueOrDefault(one.Key) != one.Value)
            .Select(one => $"{one.Key} is {one.Value} there, the run has {wanted.GetValueOrDefault(one.Key) ?? "none"}").ToList();
        return differing.Count > 0 ? string.Join("; ", differing) : $"it has {here}, the run has {required}";
    }

    private static Dictionary<string, string> Parse(string text) =>
        text.Split('\n').Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]);
}
