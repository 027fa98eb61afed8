namespace ChainOfSight.Tests.Actors.Grains;

[NeedsDevice]
[KeepAlive]
public sealed class DeviceGrain : Grain, IDeviceGrain
{
    public Task<SiloAddress> Where() => Task.FromResult(GrainContext.Address.SiloAddress!);
}
