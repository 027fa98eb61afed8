namespace ChainOfSight.Grains.Joining;

/// <summary>What a replica on its way into a run is to do next.</summary>
public enum NewcomerStep
{
    /// <summary>Nothing yet: its lane starts, its silo is to be emptied, or there is no stage that it could open.</summary>
    Wait,

    /// <summary>Open the stage, beside the steps of the members.</summary>
    Open,

    /// <summary>Nothing more: at the next boundary it takes a member's state and is one.</summary>
    Ready,

    /// <summary>Go: the members wait for it, and nothing is heard of it.</summary>
    GiveUp,
}
