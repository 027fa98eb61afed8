namespace ChainOfSight.Actors.Directory;

/// <summary>The part of the directory that a silo keeps: which silo has the activation of a grain. Which silo keeps a grain's entry follows from the view.</summary>
internal interface IDirectoryPartition : ISystemTarget
{
    /// <summary>The silo that has the grain; null if none has.</summary>
    Task<SiloAddress?> Find(GrainId grain, long version);

    /// <summary>Registers an activation unless another one is; returns the silo of the other, or null.</summary>
    Task<SiloAddress?> Register(GrainId grain, Guid activation, SiloAddress silo, long version);

    /// <summary>Removes an activation's entry, if it is the registered one.</summary>
    Task Unregister(GrainId grain, Guid activation);

    /// <summary>After a change of the view: what a silo has of the grains that are kept here now.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="version">The view's version.</param>
    /// <param name="activations">Some of its activations.</param>
    /// <param name="last">True if these are the last of them.</param>
    /// <returns>Those that are active elsewhere: they must end.</returns>
    Task<GrainId[]> Report(SiloAddress silo, long version, (GrainId Grain, Guid Activation)[] activations, bool last);

    /// <summary>Answers when all that the caller sent before has been taken in.</summary>
    Task Flush();
}
