using Microsoft.Extensions.Configuration;

namespace ChainOfSight.Actors;

/// <summary>Sets what a silo tells the others about itself.</summary>
public static class SiloMetadataHostingExtensions
{
    /// <summary>From configuration, section <c>Orleans:Metadata</c>.</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseSiloMetadata(
            builder.Configuration.GetSection("Orleans:Metadata").GetChildren().ToDictionary(entry => entry.Key, entry => entry.Value ?? ""));
    }

    /// <summary>From names and values.</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, Dictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<SiloMetadata>(settings => settings.AddMetadata(metadata));
        return builder;
    }
}
