using ChainOfSight.Training.Runs;

namespace ChainOfSight.Training.Reports;

/// <summary>Names of what a report keeps beside its run.</summary>
public static class ReportFiles
{
    /// <summary>Validation pictures of an evaluation set.</summary>
    public static string Pictures(string run, string set) => $"{RunFiles.Root(run)}pictures/{set}.json";

    /// <summary>All pictures of a run.</summary>
    public static string AllPictures(string run) => $"{RunFiles.Root(run)}pictures/";

    /// <summary>The data of the page, see <see cref="Model.ReportModel"/>.</summary>
    public static string Data(string run) => $"{RunFiles.Root(run)}report.json";
}
