namespace ChainOfSight.Training.Checkpoints;

/// <summary>What a checkpoint knows besides tensors: <c>state.json</c>. Depends only on the run's inputs, not on time or place.</summary>
public sealed record CheckpointState
{
    /// <summary>Version of the format that this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    public required int Version { get; init; }

    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>SHA-256 of the resolved recipe.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Index of the stage in the recipe, from 0.</summary>
    public required int StageIndex { get; init; }

    /// <summary>Steps of this stage that are in the weights; skipped ones count.</summary>
    public required long Step { get; init; }

    /// <summary>Updates that the optimizer has made in this stage; skipped steps do not count.</summary>
    public required long Updates { get; init; }

    /// <summary>Data position: the sample of the stage's order with which it goes on.</summary>
    public required long Position { get; init; }

    /// <summary>Seed of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>Name of the token layout; null for stages without visual tokens.</summary>
    public string? Layout { get; init; }

    /// <summary>Side of the patch grid; 0 for stages without images.</summary>
    public int Grid { get; init; }

    /// <summary>Resolved recipe, so that a checkpoint can be used where the recipe's file is not at hand.</summary>
    public required string Recipe { get; init; }

    /// <summary>Weights that no stage has trained: they are not in the checkpoint, only named.</summary>
    public IReadOnlyList<FrozenFile> Frozen { get; init; } = [];

    /// <summary>Tensors of each part, for people: part and count of parameters.</summary>
    public IReadOnlyDictionary<string, long> Parameters { get; init; } = new Dictionary<string, long>();

    /// <summary>Versions of the product and of the libraries that computed it.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();
}
