using System.Collections.Immutable;

namespace ChainOfSight.Actors.Membership;

/// <summary>A silo that is not dead.</summary>
/// <param name="Address">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsActive">True while it serves; false while it joins or shuts down: it may still send and answer.</param>
/// <param name="TakesActivations">False if no new activation may be placed there (cordoned or draining), except grains that are bound to it.</param>
/// <param name="Metadata">What it tells about itself.</param>
public sealed record ClusterMember(
    SiloAddress Address, string Name, bool IsActive, bool TakesActivations, ImmutableDictionary<string, string> Metadata);
