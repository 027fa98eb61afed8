namespace ChainOfSight.Data.Fetching;

/// <summary>What a demo set holds.</summary>
public enum DemoSetKind
{
    /// <summary>Pictures with names: cut-outs for scenes, or captioned samples.</summary>
    Pictures,

    /// <summary>Texts for a language stage.</summary>
    Texts,

    /// <summary>Typefaces for text in pictures.</summary>
    Fonts,

    /// <summary>Files of a tokenizer.</summary>
    Tokenizer,
}
