namespace ChainOfSight.Training.Stages;

/// <summary>Which part of the sources.</summary>
public enum DataSplit
{
    /// <summary>What is trained on.</summary>
    Training,

    /// <summary>What is held out: never trained on.</summary>
    Validation,
}
