namespace ChainOfSight.Models.Weights;

/// <summary>Weights belong to their model, not to the dispose scope in which the model happens to be built.</summary>
internal static class OwnedWeights
{
    /// <summary>Takes all weights of a model out of the current scope; the model's own disposal releases them.</summary>
    public static void TakeFromScope(nn.Module model)
    {
        foreach (var parameter in model.parameters())
        {
            parameter.DetachFromDisposeScope();
        }
    }
}
