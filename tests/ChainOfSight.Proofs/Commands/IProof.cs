namespace ChainOfSight.Proofs.Commands;

/// <summary>One command: proves one promise at its full length and says what it found.</summary>
internal interface IProof
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>The promise, in one line.</summary>
    string Promise { get; }

    /// <summary>What may be set.</summary>
    IReadOnlyList<ProofOption> Options { get; }

    /// <summary>Measures.</summary>
    /// <param name="arguments">A value for each option.</param>
    /// <param name="progress">Takes a line about where it is.</param>
    /// <param name="cancellationToken">Ends it; nothing that it started stays behind.</param>
    Task<ProofResult> RunAsync(ProofArguments arguments, IProgress<string> progress, CancellationToken cancellationToken);
}
