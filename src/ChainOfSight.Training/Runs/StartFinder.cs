using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Runs;

/// <summary>Finds where a run goes on: its own newest sound checkpoint, else the recipe's <c>startFrom</c>, else the beginning.</summary>
internal sealed class StartFinder(IBlobStore store, Recipe recipe, string run, IReadOnlyList<FrozenFile> frozen, Action<string> warn)
{
    private readonly CheckpointCatalog catalog = new(store);

    public async Task<StartPoint> FindAsync(CancellationToken cancellationToken)
    {
        if (await catalog.FindNewestAsync(run, warn, cancellationToken).ConfigureAwait(false) is var (name, content))
        {
            return Resume(name, content);
        }

        return await BeginAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where the run begins: at the recipe's <c>startFrom</c>, or with nothing.</summary>
    public async Task<StartPoint> BeginAsync(CancellationToken cancellationToken) =>
        recipe.StartFrom is { } from ? await StartFromAsync(from, cancellationToken).ConfigureAwait(false) : new StartPoint();

    /// <summary>Where a checkpoint of the run goes on.</summary>
    public async Task<StartPoint> ReadAsync(CheckpointName name, CancellationToken cancellationToken) =>
        Resume(name, await new CheckpointReader(store).ReadAsync(name, cancellationToken).ConfigureAwait(false));

    private StartPoint Resume(CheckpointName name, CheckpointContent content)
    {
        var state = content.State;
        if (state.StageIndex >= recipe.Stages.Count || recipe.Stages[state.StageIndex].Name != state.Stage)
        {
            throw new CheckpointException(name.Title, $"it belongs to the stage \"{state.Stage}\", which the recipe does not have at that place. Use the recipe with which the run began.");
        }

        FrozenFiles.RequireSame(name.Title, state.Frozen, frozen);
        return new StartPoint
        {
            StageIndex = state.StageIndex,
            Step = state.Step,
            Updates = state.Updates,
            Library = new WeightLibrary(content.Weights),
            Optimizer = content.Optimizer,
            Visual = Visual(state, recipe),
            From = name.Title,
        };
    }

    private async Task<StartPoint> StartFromAsync(StartFromRecipe from, CancellationToken cancellationToken)
    {
        var all = await catalog.ListAsync(from.Run, cancellationToken).ConfigureAwait(false);
        var found = all.FirstOrDefault(info => info.Fault is null && info.Name.Stage == from.Stage && (from.Step is null || info.Name.Step == from.Step));
        if (found is null)
        {
            var known = string.Join(", ", all.Where(info => info.Fault is null).Select(info => info.Name.Title).Distinct());
            throw new UserErrorException(
                $"The recipe starts from run \"{from.Run}\", stage \"{from.Stage}\"{(from.Step is { } step ? $", step {step}" : "")}, and {store.Description} has no such checkpoint"
                + (known.Length == 0 ? $". The run \"{from.Run}\" has none at all: train it first." : $"; there are {known}. Name one of them in startFrom."));
        }

        var content = await new CheckpointReader(store).ReadAsync(found.Name, cancellationToken).ConfigureAwait(false);
        var library = new WeightLibrary(content.Weights);

        // It classifies for the stage that trained it, and for no other.
        library.Drop(PartNames.Head);
        return new StartPoint
        {
            Library = library,
            Visual = Visual(content.State, RecipeReader.Read(content.State.Recipe, $"of checkpoint {found.Name.Title} of run {from.Run}")),
            From = $"{from.Run}/{found.Name.Title}",
        };
    }

    // A stage before the first multimodal one has no layout; after one, every checkpoint has.
    private static VisualState? Visual(CheckpointState state, Recipe of) =>
        state.Layout is { } name && RecipeLayouts.Find(of, name) is { } layout
            ? new VisualState(state.Stage, layout, state.Grid * of.Model.Tower!.Patch)
            : null;
}
