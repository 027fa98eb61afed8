using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Training.Exporting;

/// <summary>Where an export goes and what stands beside the weights.</summary>
public sealed record ExportOptions
{
    /// <summary>The folder to make.</summary>
    public required string Folder { get; init; }

    /// <summary>True: an existing folder is replaced, once the new one is complete. False: it is an error. Default false.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Files of the tokenizer, to be written beside the language model; null: none are written and the model card says so.</summary>
    public TokenizerSettings? Tokenizer { get; init; }

    /// <summary>How conversations were written in training.</summary>
    public PromptOptions Prompts { get; init; } = new();
}
