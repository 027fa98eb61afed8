using Microsoft.Extensions.Configuration;

namespace ChainOfSight.Actors;

/// <summary>Configures a cluster client inside a host.</summary>
public interface IClientBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The host's configuration.</summary>
    IConfiguration Configuration { get; }
}
