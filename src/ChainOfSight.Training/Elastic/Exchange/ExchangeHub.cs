using System.Collections.Concurrent;

namespace ChainOfSight.Training.Elastic;

/// <summary>The lanes of one process by endpoint, so that what goes between them is handed over and not copied.</summary>
public sealed class ExchangeHub
{
    private readonly ConcurrentDictionary<string, ExchangeInbox> inboxes = new(StringComparer.Ordinal);

    internal void Add(string endpoint, ExchangeInbox inbox)
    {
        if (!inboxes.TryAdd(endpoint, inbox))
        {
            throw new ArgumentException($"Two lanes of this process are called {endpoint}. Give each a name of its own.", nameof(endpoint));
        }
    }

    internal void Remove(string endpoint) => inboxes.TryRemove(endpoint, out _);

    internal ExchangeInbox? Find(string endpoint) => inboxes.GetValueOrDefault(endpoint);
}
