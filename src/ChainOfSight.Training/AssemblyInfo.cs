using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ChainOfSight.Tests.Unit")]
[assembly: InternalsVisibleTo("ChainOfSight.Grains")]
[assembly: InternalsVisibleTo("ChainOfSight.Benchmarks")]
