using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Actors.Messaging;

/// <summary>A call whose caller runs in this silo or client.</summary>
internal sealed class PendingCall<TResult>(Codec<TResult> codec) : PendingCall
{
    // Continuations run as turns of their own: never inside of the turn or lock that answers.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<TResult>? _task;

    /// <summary>
    /// The caller's task; first asked for by the caller itself. It ends in a turn of the caller: a combinator of the source's own task
    /// would continue on the thread pool.
    /// </summary>
    public Task<TResult> Task => _task ??= AwaitHere(_completion.Task);

    public override void SetResult<T>(Codec<T> codec, T value)
    {
        Registration.Dispose();
        _completion.TrySetResult((TResult)(object)value!);
    }

    public void SetResult(TResult value)
    {
        Registration.Dispose();
        _completion.TrySetResult(value);
    }

    public override void ReadResult(ref MessageReader reader)
    {
        try
        {
            SetResult(codec.Read(ref reader));
        }
        catch (MessageFormatException failure)
        {
            Fail(failure);
        }
    }

    public override void Fail(Exception failure)
    {
        Registration.Dispose();
        if (failure is OperationCanceledException cancelled)
        {
            _completion.TrySetException(cancelled);
        }
        else
        {
            _completion.TrySetException(failure);
        }
    }

    private static async Task<TResult> AwaitHere(Task<TResult> answer) => await answer;
}
