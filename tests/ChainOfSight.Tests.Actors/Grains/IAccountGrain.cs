namespace ChainOfSight.Tests.Actors.Grains;

public interface IAccountGrain : IGrainWithStringKey
{
    Task<int> Deposit(int amount);

    Task<int> Balance();

    Task<string> Identity();
}
