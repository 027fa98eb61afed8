using Microsoft.Extensions.Configuration;

namespace ChainOfSight.Actors;

/// <summary>Configures a silo inside a host.</summary>
public interface ISiloBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The host's configuration.</summary>
    IConfiguration Configuration { get; }
}
