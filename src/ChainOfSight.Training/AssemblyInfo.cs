using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ChainOfSight.Tests.Unit")]
