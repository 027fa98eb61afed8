namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Which gradients may set off as soon as backward reports them. A parameter that several recomputed functions share is reported once for each of
/// them, and is complete with the last one only: such parameters are learnt, and wait for the end of backward from then on. On the lane's thread only.
/// </summary>
/// <param name="parameters">Parameters that are trained.</param>
internal sealed class EarlyGradients(int parameters)
{
    private readonly int[] reports = new int[parameters];
    private readonly bool[] isLate = new bool[parameters];
    private readonly bool[] isTaken = new bool[parameters];
    private bool hasSeenPass;
    private bool isTooEarly;

    /// <summary>Begins to watch a backward pass.</summary>
    /// <param name="take">Takes a gradient early; null: nothing sets off in this pass.</param>
    /// <returns>What is to be called for each report; null where nothing is to be learnt or taken.</returns>
    public Action<int, Tensor>? Watch(Action<int, Tensor>? take)
    {
        if (take is null && hasSeenPass)
        {
            return null;
        }

        Array.Clear(reports);
        Array.Clear(isTaken);
        isTooEarly = false;
        var early = hasSeenPass ? take : null;
        return (parameter, gradient) => Report(parameter, gradient, early);
    }

    /// <summary>Whether a gradient was taken in the last pass before it was complete.</summary>
    public bool WasTooEarly() => isTooEarly;

    /// <summary>Whether a gradient was taken in the last pass, and was complete.</summary>
    public bool IsTaken(int parameter) => isTaken[parameter] && reports[parameter] == 1;

    private void Report(int parameter, Tensor gradient, Action<int, Tensor>? take)
    {
        hasSeenPass = true;
        if (++reports[parameter] > 1)
        {
            isLate[parameter] = true;
            isTooEarly |= isTaken[parameter];
        }
        else if (take is not null && !isLate[parameter])
        {
            isTaken[parameter] = true;
            take(parameter, gradient);
        }
    }
}
