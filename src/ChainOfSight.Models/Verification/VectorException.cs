namespace ChainOfSight.Models.Verification;

/// <summary>A vector file that lacks what its form needs, or a folder without vectors.</summary>
/// <param name="message">What is wrong, where, what is legal.</param>
public sealed class VectorException(string message) : ModelException(message);
