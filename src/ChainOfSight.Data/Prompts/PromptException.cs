using ChainOfSight.Storage;

namespace ChainOfSight.Data.Prompts;

/// <summary>Prompt options that can't work with this tokenizer.</summary>
/// <param name="message">Which option, what is legal.</param>
public sealed class PromptException(string message) : UserErrorException(message);
