namespace ChainOfSight.Proofs.Figures;

/// <summary>Where a lane's time went.</summary>
/// <param name="Steps">Steps.</param>
/// <param name="Total">From the end of its first step to the end of its last.</param>
/// <param name="Compute">Forward, backward, merging.</param>
/// <param name="Apply">Updates.</param>
/// <param name="Data">Waits for samples.</param>
/// <param name="Exchange">Waits for other members.</param>
/// <param name="Peers">Has answered, and the last of the other lanes has not: until then the run cannot know.</param>
/// <param name="Control">Waits for the word of the run, once all lanes have answered.</param>
internal sealed record LaneShare(int Steps, TimeSpan Total, TimeSpan Compute, TimeSpan Apply, TimeSpan Data, TimeSpan Exchange, TimeSpan Peers, TimeSpan Control);
