using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Scheduling;

namespace ChainOfSight.Actors.Directory;

/// <summary>
/// This silo's part of the directory. After a change of the view it is unsettled until every silo has said what it has: until then an
/// unknown grain is not called inactive, so that a grain that stayed alive is not activated a second time.
/// </summary>
/// <param name="self">This silo.</param>
/// <param name="time">The clock.</param>
/// <param name="settleTime">How long an unknown grain waits for the others' reports.</param>
internal sealed class DirectoryPartition(SiloAddress self, TimeProvider time, TimeSpan settleTime) : IDirectoryPartition
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GrainId, (SiloAddress Silo, Guid Activation)> _entries = [];
    private readonly HashSet<SiloAddress> _reported = [];
    private readonly Dictionary<(SiloAddress Silo, long Version), bool> _early = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClusterView _view = ClusterView.Empty;
    private DirectoryRing _ring = new(ClusterView.Empty);
    private bool _settled = true;

    /// <summary>How many entries are kept here.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Follows a change of the view.</summary>
    public void Follow(ClusterView view, DirectoryRing ring)
    {
        lock (_gate)
        {
            (_view, _ring) = (view, ring);
            foreach (var (grain, entry) in _entries.ToArray())
            {
                if (view.Find(entry.Silo) is null || !self.Equals(ring.Owner(grain)))
                {
                    _entries.Remove(grain);
                }
            }

            _reported.Clear();
            foreach (var early in _early.Keys.ToArray())
            {
                if (early.Version >= view.Version && _early[early])
                {
                    _reported.Add(early.Silo);
                }

                if (early.Version <= view.Version)
                {
                    _early.Remove(early);
                }
            }

            Settle();
            Wake();
        }
    }

    /// <summary>Answers at once if nothing has to be waited for; false if the answer needs <see cref="Find"/>.</summary>
    public bool TryFind(GrainId grain, out SiloAddress? silo)
    {
        lock (_gate)
        {
            var known = _entries.TryGetValue(grain, out var entry);
            silo = known ? entry.Silo : null;
            return self.Equals(_ring.Owner(grain)) && (known || _settled);
        }
    }

    /// <inheritdoc/>
    public async Task<SiloAddress?> Find(GrainId grain, long version)
    {
        await Ready(grain, version);
        lock (_gate)
        {
            CheckOwner(grain);
            return _entries.TryGetValue(grain, out var entry) ? entry.Silo : null;
        }
    }

    /// <inheritdoc/>
    public async Task<SiloAddress?> Register(GrainId grain, Guid activation, SiloAddress silo, long version)
    {
        await Ready(grain, version);
        lock (_gate)
        {
            CheckOwner(grain);
            if (IsGone(silo, version))
            {
                throw new OrleansMessageRejectionException($"{silo} has left the cluster (view {_view.Version}): {grain} cannot be active there.");
            }

            return Enter(grain, activation, silo);
        }
    }

    /// <inheritdoc/>
    public Task Unregister(GrainId grain, Guid activation)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(grain, out var entry) && entry.Activation == activation)
            {
                _entries.Remove(grain);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<GrainId[]> Report(SiloAddress silo, long version, (GrainId Grain, Guid Activation)[] activations, bool last)
    {
        var duplicates = new List<GrainId>();
        lock (_gate)
        {
            if (IsGone(silo, version))
            {
                return Task.FromResult<GrainId[]>([]);
            }

            foreach (var (grain, activation) in activations)
            {
                if (Enter(grain, activation, silo) is not null)
                {
                    duplicates.Add(grain);
                }
            }

            if (version >= _view.Version && last)
            {
                if (version == _view.Version)
                {
                    _reported.Add(silo);
                    Settle();
                    Wake();
                }
                else
                {
                    _early[(silo, version)] = true;
                }
            }
        }

        return Task.FromResult<GrainId[]>([.. duplicates]);
    }

    /// <inheritdoc/>
    public Task Flush() => Task.CompletedTask;

    // What waited here while its silo died, or came from one that does not know yet, would be an entry that no change of the view removes.
    private bool IsGone(SiloAddress silo, long version) => version <= _view.Version && !self.Equals(silo) && _view.Find(silo) is null;

    private SiloAddress? Enter(GrainId grain, Guid activation, SiloAddress silo)
    {
        if (_entries.TryGetValue(grain, out var entry) && entry.Activation != activation && !entry.Silo.Equals(silo))
        {
            return entry.Silo;
        }

        _entries[grain] = (silo, activation);
        return null;
    }

    private void Settle() => _settled = _view.Members.All(member => member.Address.Equals(self) || _reported.Contains(member.Address));

    private void Wake()
    {
        var changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.TrySetResult();
    }

    /// <summary>Waits until the caller's view is known here and the entry is, or can be said not to be there.</summary>
    private async Task Ready(GrainId grain, long version)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_view.Version >= version && (_settled || _entries.ContainsKey(grain)))
                {
                    return;
                }

                changed = _changed.Task;
            }

            var left = settleTime - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                // A silo that neither reports nor dies must not stop all others: a second activation for a moment does less harm.
                return;
            }

            try
            {
                await changed.Here().WaitAsync(left, time);
            }
            catch (TimeoutException)
            {
                return;
            }
        }
    }

    private void CheckOwner(GrainId grain)
    {
        if (!self.Equals(_ring.Owner(grain)))
        {
            throw new OrleansMessageRejectionException($"{self} does not keep the directory entry of {grain} (view {_view.Version}).");
        }
    }
}
