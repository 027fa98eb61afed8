using ChainOfSight.Tests.Actors.Contract;
using ChainOfSight.Tests.Actors.Processes;

namespace ChainOfSight.Tests.Actors;

/// <summary>The test assembly as a program: tests start it as the process of a silo.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        args is ["signatures", .. var rest] ? Task.FromResult(SignatureListProgram.Run(rest)) : SiloProgram.RunAsync(args);
}
