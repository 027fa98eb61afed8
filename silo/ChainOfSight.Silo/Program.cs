using ChainOfSight.Silo;
using ChainOfSight.Storage;

try
{
    return await SiloProgram.RunAsync(SiloArguments.Read(args));
}
catch (Exception e) when (e is UserErrorException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 2;
}
