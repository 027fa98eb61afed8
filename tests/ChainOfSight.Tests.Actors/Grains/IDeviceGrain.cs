namespace ChainOfSight.Tests.Actors.Grains;

public interface IDeviceGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();
}
