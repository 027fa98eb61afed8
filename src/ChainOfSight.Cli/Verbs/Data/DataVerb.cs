using ChainOfSight.Cli.Commands;

namespace ChainOfSight.Cli.Verbs.Data;

/// <summary><c>cos data</c>: fetch, import, compose, look.</summary>
internal static class DataVerb
{
    public static Verb Create()
    {
        var verb = new Verb(
            "data",
            "Fetch demo sets, import folders, compose scenes, look at samples.",
            "data fetch --list",
            "data import photos --to data/photos",
            "data scenes --cutouts emoji --count 1000 --to data/scenes",
            "data inspect data/scenes --sample 7 --out picture.png")
            .With(FetchVerb.Create(), ImportVerb.Create(), ScenesVerb.Create(), InspectVerb.Create());
        return verb;
    }
}
