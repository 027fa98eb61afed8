namespace ChainOfSight.Tests.Actors.Grains;

public interface IWorkerGrain : IGrainWithStringKey
{
    Task<string> Hold(string gate);
}
