namespace ChainOfSight.Training.Elastic;

/// <summary>How what is not finite is called; the same words whoever finds it.</summary>
internal static class SlotFaults
{
    public const string Gradient = "the gradient is not finite";
    public const string Sum = "the sum of the slots' gradients is not finite";
    private const string Loss = "the loss is ";

    public static StepFault OfLoss(int slot, float value, IReadOnlyList<string> samples) => new(slot, $"{Loss}{value}", samples);

    public static bool IsLoss(StepFault fault) => fault.What.StartsWith(Loss, StringComparison.Ordinal);
}
