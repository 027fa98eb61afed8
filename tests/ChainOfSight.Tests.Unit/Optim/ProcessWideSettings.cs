namespace ChainOfSight.Tests.Unit.Optim;

/// <summary>Tests that change what all threads of the process see, such as the number of threads: nothing runs beside them.</summary>
[CollectionDefinition(nameof(ProcessWideSettings), DisableParallelization = true)]
public sealed class ProcessWideSettings;
