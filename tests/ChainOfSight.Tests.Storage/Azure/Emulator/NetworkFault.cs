namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>What the network or the store does to one request.</summary>
public enum NetworkFault
{
    /// <summary>Nothing: it is answered.</summary>
    None,

    /// <summary>The store answers that it is busy; nothing was done.</summary>
    Busy,

    /// <summary>The connection breaks before the store hears of it.</summary>
    Broken,

    /// <summary>The store does it, and the reply is lost.</summary>
    ReplyLost,

    /// <summary>It waits until a later one has been answered, or until all that are there wait.</summary>
    Late,

    /// <summary>The reply breaks off in its middle.</summary>
    Torn,

    /// <summary>The store answers that its condition failed although it holds, as it does when two requests meet.</summary>
    Conflict,
}
