using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ChainOfSight.Tests.Unit")]
[assembly: InternalsVisibleTo("ChainOfSight.Tests.Support")]
[assembly: InternalsVisibleTo("ChainOfSight.Tests.Cluster")]
[assembly: InternalsVisibleTo("ChainOfSight.Grains")]
[assembly: InternalsVisibleTo("ChainOfSight.Benchmarks")]
