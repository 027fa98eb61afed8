using System.Collections.Concurrent;
using ChainOfSight.Actors.Messaging;

namespace ChainOfSight.Actors.Runtime;

/// <summary>The activations of a silo.</summary>
internal sealed class Catalog(Silo silo)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly Dictionary<GrainId, List<Activation>> _workers = [];

    public int Count => _activations.Count;

    public IReadOnlyList<Activation> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _activations.Values.Concat(_workers.Values.SelectMany(all => all)).OrderBy(activation => activation.GrainId)];
            }
        }
    }

    public Activation? Find(GrainId grain) => _activations.GetValueOrDefault(grain);

    /// <summary>Gives a request to the grain's activation in this silo; false if there is none that takes it.</summary>
    public bool TryDeliver(Message message) => _activations.TryGetValue(message.Target, out var activation) && activation.TryEnqueue(message);

    /// <summary>Gives a request to the grain's activation in this silo, making one where there is none.</summary>
    public void Deliver(Message message, GrainClass grainClass)
    {
        while (true)
        {
            var activation = grainClass.Workers > 0 ? Worker(message, grainClass) : Get(message, grainClass);
            if (activation.TryEnqueue(message))
            {
                return;
            }

            // It ended between the look-up and the enqueue.
            Remove(activation);
        }
    }

    /// <summary>Adds a silo's own service.</summary>
    public void AddSystem(Activation activation) => _activations[activation.GrainId] = activation;

    public void Remove(Activation activation)
    {
        lock (_gate)
        {
            _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));
            if (_workers.TryGetValue(activation.GrainId, out var all) && all.Remove(activation) && all.Count == 0)
            {
                _workers.Remove(activation.GrainId);
            }
        }
    }

    private Activation Get(Message message, GrainClass grainClass)
    {
        if (_activations.TryGetValue(message.Target, out var found))
        {
            return found;
        }

        Activation made;
        lock (_gate)
        {
            if (_activations.TryGetValue(message.Target, out found))
            {
                return found;
            }

            made = new(silo, grainClass, message.Target, silo.NewActivationId());
            _activations[message.Target] = made;
        }

        made.Begin(message.Chain);
        return made;
    }

    private Activation Worker(Message message, GrainClass grainClass)
    {
        Activation made;
        lock (_gate)
        {
            if (!_workers.TryGetValue(message.Target, out var all))
            {
                _workers[message.Target] = all = [];
            }

            var best = all.MinBy(worker => worker.Load.Waiting + worker.Load.Running);
            if (best is not null && (all.Count >= grainClass.Workers || best.Load is (0, 0)))
            {
                return best;
            }

            made = new(silo, grainClass, message.Target, silo.NewActivationId());
            all.Add(made);
        }

        made.Begin(message.Chain);
        return made;
    }
}
