namespace ChainOfSight.Actors;

/// <summary>A silo's own name.</summary>
public class SiloOptions
{
    /// <summary>The silo's name, unique in the cluster; part of the key of grains that are bound to it. Default: made from its address.</summary>
    public string SiloName { get; set; } = "";
}
