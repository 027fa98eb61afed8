namespace ChainOfSight.Models.Resampling;

/// <summary>One scale of a layout: square windows that do not overlap, each with queries of its own.</summary>
/// <param name="Window">Side of a window in patches; divides the grid.</param>
/// <param name="QueriesPerWindow">Queries, and so tokens, of each window.</param>
/// <param name="Parent">
/// Index of the scale, in the layout this one is inflated from, whose weights and queries this scale copies;
/// null where the scale starts from random weights.
/// </param>
public sealed record ResamplerScale(int Window, int QueriesPerWindow, int? Parent = null);
