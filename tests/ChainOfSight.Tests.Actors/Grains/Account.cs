namespace ChainOfSight.Tests.Actors.Grains;

[GenerateSerializer]
public sealed class Account
{
    [Id(0)]
    public int Balance { get; set; }
}
