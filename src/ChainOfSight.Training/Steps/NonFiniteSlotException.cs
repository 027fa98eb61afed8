namespace ChainOfSight.Training.Steps;

/// <summary>The loss of a slot is not a finite number; the step decides what that means.</summary>
/// <param name="value">What it is.</param>
internal sealed class NonFiniteSlotException(float value) : Exception($"The loss is {value}.")
{
    public float Value => value;
}
