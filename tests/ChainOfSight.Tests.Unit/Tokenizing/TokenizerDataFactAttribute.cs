namespace ChainOfSight.Tests.Unit.Tokenizing;

/// <summary>A test that reads the public tokenizer packages, which the launcher's set-up unpacks; skipped offline where they are absent.</summary>
public sealed class TokenizerDataFactAttribute : FactAttribute
{
    /// <summary>Decides when tests are discovered.</summary>
    public TokenizerDataFactAttribute() => Skip = TokenizerData.SkipReason;
}
