namespace ChainOfSight.Training.Evaluation;

/// <summary>A model that answers questions about images. Depends on nothing but what it is given: the same batch, the same answers.</summary>
public interface IImageAnswerer
{
    /// <summary>Answers a batch.</summary>
    /// <param name="questions">Questions; those about the same image share its object, so that it is encoded once.</param>
    /// <param name="cancellationToken">Ends the generation between two tokens.</param>
    /// <returns>One answer per question, in order, without end tokens and outer white space.</returns>
    Task<IReadOnlyList<string>> AnswerAsync(IReadOnlyList<ImageQuestion> questions, CancellationToken cancellationToken);
}
