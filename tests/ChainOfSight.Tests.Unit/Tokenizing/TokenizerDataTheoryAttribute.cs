namespace ChainOfSight.Tests.Unit.Tokenizing;

/// <summary>A theory that reads the public tokenizer packages, which the launcher's set-up unpacks; skipped offline where they are absent.</summary>
public sealed class TokenizerDataTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides when tests are discovered.</summary>
    public TokenizerDataTheoryAttribute() => Skip = TokenizerData.SkipReason;
}
