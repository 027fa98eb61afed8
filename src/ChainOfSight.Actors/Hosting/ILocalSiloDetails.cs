namespace ChainOfSight.Actors;

/// <summary>The silo that this code runs in.</summary>
public interface ILocalSiloDetails
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Its cluster.</summary>
    string ClusterId { get; }

    /// <summary>Its identity.</summary>
    SiloAddress SiloAddress { get; }
}
