using ChainOfSight.Actors.Messaging;

namespace ChainOfSight.Actors.Invocation;

/// <summary>Runs requests of any result type: the way from a request of unknown type to its typed result.</summary>
internal interface IRequestRunner
{
    Task Run<TResult>(GrainRequest<TResult> request, Message message);
}
