using Microsoft.Extensions.Configuration;

namespace ChainOfSight.Actors.Hosting;

internal sealed class Builder(IServiceCollection services, IConfiguration configuration) : ISiloBuilder, IClientBuilder
{
    public IServiceCollection Services => services;

    public IConfiguration Configuration => configuration;
}
