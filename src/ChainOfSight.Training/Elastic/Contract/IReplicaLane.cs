namespace ChainOfSight.Training.Elastic;

/// <summary>
/// One replica of a run's model on one device. Knows nothing of actors, generations' members or the store's records beyond what an order tells
/// it; grains know nothing of tensors. Safe for many threads; heavy work runs on the device's own thread, and no order blocks its caller's.
/// </summary>
/// <remarks>
/// <para>Orders run one after the other in the order in which they were given. <see cref="Info"/>, <see cref="Activity"/>,
/// <see cref="Holdings"/> and <see cref="Fence"/> never wait for them.</para>
/// <para>Every order names a generation. One that is older than the newest seen by <see cref="Fence"/> or by an order is refused with
/// <see cref="StaleGenerationException"/>; one that is newer fences the older ones.</para>
/// <para>Repeating an order that was done gives the same answer and does nothing again, so that a caller who lost the answer may ask again.</para>
/// </remarks>
public interface IReplicaLane : IAsyncDisposable
{
    /// <summary>Who and what this lane is. Constant.</summary>
    LaneInfo Info { get; }

    /// <summary>What the lane does now; for people and for the watchdog.</summary>
    LaneActivity Activity { get; }

    /// <summary>What a poll asks: the last applied step, the reduced one, the nodes that are held for it.</summary>
    StepHoldings Holdings { get; }

    /// <summary>Builds the model of a stage and its optimizer; what was open before is closed.</summary>
    /// <exception cref="StaleGenerationException">The order is of an older generation.</exception>
    /// <exception cref="ConditionsDifferException">The conditions for equal bits are not those that the order asks for.</exception>
    /// <exception cref="Storage.UserErrorException">A checkpoint or weight file is missing, damaged or does not fit; memory does not suffice.</exception>
    Task<StageMark> OpenAsync(OpenStage order, CancellationToken cancellationToken);

    /// <summary>
    /// Puts the trained state of a peer in place of what the open stage has, step and optimizer included. Where it fails half-way the stage is of no use
    /// any more; another order of this kind, or opening anew, mends it.
    /// </summary>
    /// <exception cref="StaleGenerationException">The order is of an older generation.</exception>
    /// <exception cref="LaneOrderException">The ticket's stage is not open.</exception>
    /// <exception cref="PeerExchangeException">The peer cannot be reached or offers this state no more, or what it sent does not have the hash of the ticket.</exception>
    Task<StageMark> TakeStateAsync(TakeState order, CancellationToken cancellationToken);

    /// <summary>Computes slots, exchanges subtrees, holds the root. Nothing is applied.</summary>
    /// <param name="order">What to compute with whom.</param>
    /// <param name="cancellationToken">Ends the waiting; what was computed until then stays held.</param>
    /// <exception cref="StaleGenerationException">The order is of an older generation, or was fenced while it ran: what was computed stays held.</exception>
    /// <exception cref="LaneOrderException">No stage is open, or the step is not the next one.</exception>
    /// <exception cref="PeerExchangeException">A member cannot be reached or broke the exchange: what was computed stays held.</exception>
    Task<ReducedStep> ReduceAsync(ReduceOrder order, CancellationToken cancellationToken);

    /// <summary>Applies the held root, or leaves the step out; drops what was held for the step.</summary>
    /// <exception cref="StaleGenerationException">The order is of an older generation.</exception>
    /// <exception cref="LaneOrderException">No root of that step and checksum is held.</exception>
    Task<AppliedStep> ApplyAsync(ApplyOrder order, CancellationToken cancellationToken);

    /// <summary>Refuses orders and ends exchanges of generations below this one, at once. A lower value than before changes nothing.</summary>
    void Fence(long generation);

    /// <summary>Where the open stage stands now, with the hash of its state.</summary>
    /// <exception cref="LaneOrderException">No stage is open.</exception>
    Task<StageMark> MarkAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes a checkpoint of the state as it is at this order's turn: copying, writing and verification go on beside the orders that follow; only the
    /// next update waits until the copy is made. Completes once every object was re-read and hashed. Moves no pointer and deletes nothing.
    /// </summary>
    /// <exception cref="StaleGenerationException">The order is of an older generation.</exception>
    /// <exception cref="LaneOrderException">The stage does not stand at that step.</exception>
    /// <exception cref="Storage.UserErrorException">The store failed; training is not affected.</exception>
    Task<SavedCheckpoint> SaveAsync(SaveOrder order, CancellationToken cancellationToken);

    /// <summary>Measures the loss of held-out slots with the weights as they are; <see cref="HeldOutTree"/> adds up what all members measured.</summary>
    /// <exception cref="StaleGenerationException">The order is of an older generation.</exception>
    Task<HeldOutSums> MeasureAsync(MeasureOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// Hand-over into a stage with another layout: reads a checkpoint, inflates, checks, writes report and new checkpoint. What is written
    /// depends on the inputs only. An open stage is closed first. A held hand-over writes its checkpoint too, so that it can be accepted later.
    /// </summary>
    /// <exception cref="StaleGenerationException">The order is of an older generation.</exception>
    Task<TransformedStage> TransformAsync(TransformOrder order, CancellationToken cancellationToken);

    /// <summary>Lets the model of the open stage answer the recipe's evaluation sets, and keeps the answers in the run's store.</summary>
    /// <exception cref="StaleGenerationException">The order is of an older generation.</exception>
    /// <exception cref="LaneOrderException">The open stage is not one that is evaluated.</exception>
    Task<StageScores> EvaluateAsync(EvaluateOrder order, CancellationToken cancellationToken);

    /// <summary>Copies the trained state to host memory for one or more joiners, which fetch it from here by the ticket.</summary>
    /// <exception cref="StaleGenerationException">The order is of an older generation.</exception>
    /// <exception cref="LaneOrderException">The stage does not stand at that step.</exception>
    Task<StateTicket> OfferStateAsync(OfferState order, CancellationToken cancellationToken);

    /// <summary>Gives the memory of the open stage back. No stage open: does nothing.</summary>
    ValueTask CloseAsync(CancellationToken cancellationToken);
}
