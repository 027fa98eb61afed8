using System.Text;
using ChainOfSight.Storage;
using ChainOfSight.Training.Reports.Building;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Training.Reports;

/// <summary>
/// Writes the report of a run from what the run left in its store: <c>report.html</c>, and beside it <c>report.json</c> with the data of
/// the page. May be called at any time and any number of times.
/// </summary>
/// <param name="control">Run of the same store whose last evaluation stands beside this run's, as the control; null = none.</param>
public sealed class RunReporter(string? control = null) : IRunReporter
{
    /// <inheritdoc/>
    /// <exception cref="ReportException">There is no such run, or the control run has no evaluation.</exception>
    public async Task WriteAsync(IBlobStore store, string run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var reader = new RunMaterialReader(store);
        var own = await reader.ReadAsync(run, cancellationToken).ConfigureAwait(false);
        var origin = own.Recipe.StartFrom is { } start ? await reader.FindAsync(start.Run, cancellationToken).ConfigureAwait(false) : null;
        var other = control is null ? null : await reader.ReadAsync(control, cancellationToken).ConfigureAwait(false);
        if (other is { Evaluations.Count: 0 })
        {
            throw new ReportException($"The run \"{control}\" in {store.Description} has no evaluation yet, so it cannot be a control. Train it to its end first, or leave it out.");
        }

        var started = await reader.StartedAtAsync(run, cancellationToken).ConfigureAwait(false);
        var report = ReportBuilder.Build(own, origin, other, started);
        await store.WriteAsync(ReportFiles.Data(run), ReportJson.Write(report), BlobCondition.None, cancellationToken).ConfigureAwait(false);
        await store.WriteAsync(RunFiles.Report(run), Encoding.UTF8.GetBytes(ReportPage.Render(report)), BlobCondition.None, cancellationToken).ConfigureAwait(false);
    }
}
