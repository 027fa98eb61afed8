namespace ChainOfSight.Data.Collation;

/// <summary>What a stage reads from its samples.</summary>
public enum SlotForm
{
    /// <summary>Images with conversations: <c>pretrain</c> and <c>finetune</c>.</summary>
    Conversation,

    /// <summary>Plain text in sequences: <c>language</c>.</summary>
    Text,

    /// <summary>Images with multi-hot classes: <c>vision</c>.</summary>
    Classes,
}
