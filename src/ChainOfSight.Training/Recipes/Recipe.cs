using System.ComponentModel;
using ChainOfSight.Training.Recipes.Binding;
using ChainOfSight.Training.Recipes.Sources;

namespace ChainOfSight.Training.Recipes;

/// <summary>
/// A complete run as one JSON document: data, model, stages, evaluation. Comments and trailing commas are allowed.
/// Read it with <see cref="RecipeReader"/>, which reports every fault at once.
/// </summary>
public sealed record Recipe
{
    /// <summary>Version of the format; 1.</summary>
    [Description("Version of this format."), Legal(1, 1)]
    public required int Version { get; init; }

    /// <summary>Name of the recipe and, unless the caller says otherwise, of the run.</summary>
    [Description("Name of the recipe and, unless said otherwise, of the run."), LegalName]
    public required string Name { get; init; }

    /// <summary>Seed of all randomness: initial weights, order of samples, sampling. Default 1.</summary>
    [Description("Seed of all randomness: initial weights, order of samples, sampling."), Legal(0, 9007199254740991)]
    public long Seed { get; init; } = 1;

    /// <summary>Number format of forward and backward; never <see cref="Precision.Auto"/> once the recipe was read. Default f32.</summary>
    [Description("Number format of forward and backward; masters, norms and losses are f32. auto = bf16 where the machine that submits has it (GPUs, AVX512_BF16), else f32.")]
    public Precision Precision { get; init; } = Precision.F32;

    /// <summary>Device of the lane: <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>. Default cpu.</summary>
    [Description("Device: cpu, cuda or cuda:N."), LegalPattern("^(cpu|cuda(:[0-9]{1,2})?)$", "cpu, cuda or cuda:N")]
    public string Device { get; init; } = "cpu";

    /// <summary>Threads of the lane; 0 = one per core. Results are equal to the bit only for equal threads. Default 0.</summary>
    [Description("Threads of the lane; 0 = one per core. Bits are equal only for equal threads."), Legal(0, 1024)]
    public int Threads { get; init; }

    /// <summary>How the gradients of a step's slots are added up: <c>exact</c>, the same bits for every number of replicas, or <c>fast</c>. Default exact.</summary>
    [Description("How gradients are added up: exact = the same bits for any number of replicas; fast = overlaps backward, equal within f32 rounding.")]
    public ReductionMode Reduction { get; init; } = ReductionMode.Exact;

    /// <summary>Where samples come from, by name; stages and evaluation sets refer to these names.</summary>
    [Description("Where samples come from, by name.")]
    public required IReadOnlyDictionary<string, DataSource> Sources { get; init; }

    /// <summary>How text becomes ids.</summary>
    [Description("How text becomes ids.")]
    public required TokenizerRecipe Tokenizer { get; init; }

    /// <summary>Sizes of tower, resampler, decoder and adapters.</summary>
    [Description("Sizes of tower, resampler, decoder and adapters.")]
    public required ModelRecipe Model { get; init; }

    /// <summary>Token layouts of this recipe's own, by name, beside the named ones.</summary>
    [Description("Token layouts of this recipe's own, by name.")]
    public IReadOnlyDictionary<string, LayoutRecipe> Layouts { get; init; } = new Dictionary<string, LayoutRecipe>();

    /// <summary>The checkpoint of another run from which this one starts; null = from the beginning.</summary>
    [Description("Checkpoint of another run from which this one starts.")]
    public StartFromRecipe? StartFrom { get; init; }

    /// <summary>The stages, in the order in which they run; at least one.</summary>
    [Description("The stages, in the order in which they run."), LegalCount(1, 64)]
    public required IReadOnlyList<StageRecipe> Stages { get; init; }

    /// <summary>What is measured and how often.</summary>
    [Description("What is measured and how often.")]
    public EvaluationRecipe Evaluation { get; init; } = new();

    /// <summary>When checkpoints are written and which stay.</summary>
    [Description("When checkpoints are written and which stay.")]
    public CheckpointRecipe Checkpoints { get; init; } = new();

    /// <summary>The change from one token layout to the next.</summary>
    [Description("The change from one token layout to the next.")]
    public HandOverRecipe HandOver { get; init; } = new();

    /// <summary>How many samples may turn out bad.</summary>
    [Description("How many samples may turn out bad before the run stops.")]
    public QuarantineRecipe Quarantine { get; init; } = new();

    /// <summary>Bytes that cached features of a frozen tower may take, in MiB; 0 = no cache. Default 0. With a cache
    /// images pass a frozen tower one by one, so that their features do not depend on their neighbours: worth it where samples are seen often.</summary>
    [Description("Memory for cached features of a frozen tower, MiB; 0 = none. Worth it where samples are seen often."), Legal(0, 1048576)]
    public int FeatureCacheMiB { get; init; }

    /// <summary>Whether a self-contained <c>report.html</c> is written at the end. Default true.</summary>
    [Description("Whether report.html is written at the end.")]
    public bool Report { get; init; } = true;
}
