namespace ChainOfSight.Cli.Commands;

/// <summary>Exit codes of <c>cos</c>; programs may rely on them.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The work was done and its answer is no: a limit was passed, a check failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>Bad input or surroundings; the message says what to do.</summary>
    public const int UserError = 2;

    /// <summary>A fault of the product itself.</summary>
    public const int InternalError = 70;

    /// <summary>Stopped by Ctrl-C or SIGTERM after the current step, with a checkpoint.</summary>
    public const int Interrupted = 130;
}
