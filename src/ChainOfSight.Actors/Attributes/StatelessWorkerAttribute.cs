namespace ChainOfSight.Actors;

/// <summary>On a grain class: any silo may have several activations of it, and a call goes to one in the caller's silo.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : Attribute
{
    /// <summary>With as many activations per silo as there are processors.</summary>
    public StatelessWorkerAttribute()
        : this(-1)
    {
    }

    /// <summary>With a limit of activations per silo and grain; less than 1: the number of processors.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers) => Limit = maxLocalWorkers < 1 ? Environment.ProcessorCount : maxLocalWorkers;

    internal int Limit { get; }
}
