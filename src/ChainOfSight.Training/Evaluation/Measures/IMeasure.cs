namespace ChainOfSight.Training.Evaluation.Measures;

/// <summary>One way to score the answers of a task.</summary>
internal interface IMeasure
{
    /// <summary>Name under which scores are kept, one of <see cref="MeasureName"/>.</summary>
    string Name { get; }

    /// <summary>Whether every score is 0 or 1, so that the mean is a share with a binomial error.</summary>
    bool IsShare { get; }

    /// <summary>Score of one answer.</summary>
    double Score(EvaluationQuestion question, string answer);

    /// <summary>The constant answer with the highest mean score over these questions.</summary>
    ConstantAnswer BestConstant(IReadOnlyList<EvaluationQuestion> questions);
}
